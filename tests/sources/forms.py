"""One blueprint, written and read."""

from audit.sources.files import Tree
from audit.sources.statamic.blueprint import read_blueprint
from audit.sources.statamic.settings import Settings

BLUEPRINT = "resources/blueprints/collections/wells/well.yaml"


def read(write, text: str, **fieldsets: str):
    root = write({BLUEPRINT: text} | {f"resources/fieldsets/{name.replace('__', '/')}.yaml": fields for name, fields in fieldsets.items()})
    return read_blueprint(Settings(tree=Tree(root=root)), "", BLUEPRINT)


def handles(blueprint):
    return [spec.handle for spec in blueprint.fields]
