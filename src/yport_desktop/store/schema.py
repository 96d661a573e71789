"""Tables and their migrations (sqlite-utils), ordered, transactional and recorded.

`segment` + `segment_body` + `change` are the log; all else that begins with `p_` is a
projection that `rebuild` makes again from it. Local integers stand for uuids and hashes; a record
belongs to one space, so that nobody outside an engagement's roster can reach into it:

- `p_cell.id` = record * 65536 + field, the row of the one head shown; `rivals` counts more heads
- `p_rival`: further heads of the cell
- `p_early`: (cell, segment) replaced before that segment arrived
- `p_grave`: what the author of a deletion had seen of the record
- `p_said`: what segments say of keys: enrolments, revocations (see store.said)
- `p_mention`: which segments speak of a record (for its history)
"""

from sqlite_utils import Database, Migrations

# Raised when a change of tables would make an older program misread the file.
SCHEMA_VERSION = 2

migrations = Migrations("yport")

_LOG = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE space (
    id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE, kind TEXT NOT NULL, fingerprint BLOB NOT NULL
);
CREATE TABLE feed (
    id INTEGER PRIMARY KEY, uuid BLOB NOT NULL, space INTEGER NOT NULL, circle TEXT NOT NULL,
    author BLOB NOT NULL, mine INTEGER NOT NULL, UNIQUE (uuid, author, space, circle)
);
CREATE TABLE segment (
    id INTEGER PRIMARY KEY, hash BLOB UNIQUE, space INTEGER, feed INTEGER, number INTEGER,
    previous BLOB, author BLOB, state INTEGER NOT NULL, changes INTEGER NOT NULL DEFAULT 0,
    first_at INTEGER, last_at INTEGER, received_at INTEGER, arrival INTEGER
);
CREATE INDEX segment_by_space ON segment (space, feed, number);
CREATE TABLE segment_body (id INTEGER PRIMARY KEY, body BLOB NOT NULL, signature BLOB NOT NULL);
CREATE TABLE change (
    id INTEGER PRIMARY KEY, segment INTEGER NOT NULL, save INTEGER NOT NULL, record INTEGER NOT NULL,
    field INTEGER NOT NULL, value TEXT NOT NULL, replaces TEXT NOT NULL
);
CREATE TABLE save (
    id INTEGER PRIMARY KEY, segment INTEGER NOT NULL, at INTEGER NOT NULL, label TEXT NOT NULL
);
CREATE TABLE record (
    id INTEGER PRIMARY KEY, uuid BLOB NOT NULL, space INTEGER NOT NULL, UNIQUE (uuid, space)
);
CREATE TABLE field (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
INSERT INTO field VALUES (1, '.kind'), (2, '.parent'), (3, '.order'), (4, '.life'), (5, 'signing_key');
CREATE TABLE arrival (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, space INTEGER NOT NULL, detail TEXT NOT NULL
);
CREATE TABLE holding (
    space INTEGER NOT NULL, holder BLOB NOT NULL, at INTEGER NOT NULL, have TEXT NOT NULL,
    PRIMARY KEY (space, holder)
) WITHOUT ROWID;
CREATE TABLE trusted (space INTEGER NOT NULL, author BLOB NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (space, author)) WITHOUT ROWID;
"""

_PROJECTIONS = """
CREATE TABLE p_record (
    id INTEGER PRIMARY KEY, space INTEGER NOT NULL, kind TEXT, parent INTEGER, ord TEXT NOT NULL DEFAULT '',
    deleted INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX p_record_by_kind ON p_record (space, kind, deleted);
CREATE INDEX p_record_by_parent ON p_record (parent, kind);
CREATE TABLE p_cell (
    id INTEGER PRIMARY KEY, segment INTEGER NOT NULL, value TEXT NOT NULL, at INTEGER NOT NULL,
    rivals INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE p_rival (
    cell INTEGER NOT NULL, segment INTEGER NOT NULL, value TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (cell, segment)
) WITHOUT ROWID;
CREATE TABLE p_early (
    segment INTEGER NOT NULL, cell INTEGER NOT NULL, PRIMARY KEY (segment, cell)
) WITHOUT ROWID;
CREATE TABLE p_grave (
    record INTEGER NOT NULL, segment INTEGER NOT NULL, seen TEXT NOT NULL, PRIMARY KEY (record, segment)
) WITHOUT ROWID;
CREATE TABLE p_mention (
    record INTEGER NOT NULL, segment INTEGER NOT NULL, PRIMARY KEY (record, segment)
) WITHOUT ROWID;
CREATE TABLE p_key (space INTEGER NOT NULL, author BLOB NOT NULL, PRIMARY KEY (space, author)) WITHOUT ROWID;
CREATE INDEX p_mention_by_segment ON p_mention (segment);
CREATE TABLE p_conflict (cell INTEGER PRIMARY KEY, space INTEGER NOT NULL);
"""

PROJECTION_TABLES = (
    "p_record",
    "p_cell",
    "p_rival",
    "p_early",
    "p_grave",
    "p_mention",
    "p_said",
    "p_conflict",
)


@migrations()
def create_log_and_projections(db: Database) -> None:
    """The first format."""
    for statement in (_LOG + _PROJECTIONS).split(";"):
        if statement.strip():
            db.conn.execute(statement)
    db.conn.execute("INSERT INTO meta VALUES ('schema', '1')")


_TRUST = """
DROP TABLE p_key;
CREATE TABLE p_said (
    space INTEGER NOT NULL, segment INTEGER NOT NULL, cell INTEGER NOT NULL, what INTEGER NOT NULL,
    key BLOB NOT NULL, detail TEXT NOT NULL, PRIMARY KEY (segment, cell, what, key)
) WITHOUT ROWID;
CREATE INDEX p_said_by_space ON p_said (space, what);
INSERT OR IGNORE INTO field (name) VALUES ('revoked_key');
"""


@migrations()
def judge_keys_by_all_that_is_said_of_them(db: Database) -> None:
    """Revocations. The projections are made anew when the store is opened."""
    for statement in _TRUST.split(";"):
        if statement.strip():
            db.conn.execute(statement)
    db.conn.execute("UPDATE meta SET value = '2' WHERE key = 'schema'")
    db.conn.execute("INSERT OR REPLACE INTO meta VALUES ('rebuild', 'yes')")
