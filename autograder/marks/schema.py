"""The version of nbgrader's database schema: noted in a new gradebook, compared in an old one."""

import logging

from alembic.config import Config as AlembicConfig
from alembic.script import ScriptDirectory
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import create_engine, inspect, text

from autograder.errors import AutograderError


def stamp(db_url: str) -> None:
    """Note nbgrader's schema version in a new database, and refuse one of another version.

    nbgrader runs the program ``alembic`` for that, which fails where the environment is not activated.
    The workaround goes when `nbgrader.api.get_alembic_version` calls alembic as a library.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    settings = AlembicConfig()
    settings.set_main_option("script_location", ALEMBIC_DIR)
    head = ScriptDirectory.from_config(settings).get_current_head()
    engine = create_engine(db_url)
    try:
        with engine.begin() as connection:
            tables = inspect(connection).get_table_names()
            if not tables:
                connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
                connection.execute(text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": head})
            elif "alembic_version" in tables:
                version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
                if version != head:
                    raise AutograderError(
                        f"the gradebook {db_url} is of another nbgrader version ({version}, expected {head}); "
                        "make a copy of it, then run `nbgrader db upgrade` in the course directory"
                    )
    finally:
        engine.dispose()
