"""How fast content is read, extracted and checked: against PyYAML's C loader alone, for the first time and again.

`python -m bench.content --entries 3000 --like FILE --site FOLDER` copies an entry with other ids; blueprints, taxonomies and settings
come from FOLDER. Without them the entries are made up. With `--distinct` no two entries share a text.
"""

if __name__ == "__main__":
    # Every process that reads looks at this file when it starts, as it would at `audit`: it should not wait for what only measures.
    from bench.reading import main

    main()
