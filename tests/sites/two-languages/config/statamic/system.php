<?php

return [
    'multisite' => true,
];
