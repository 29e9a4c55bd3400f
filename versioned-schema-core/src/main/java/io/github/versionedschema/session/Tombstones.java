package io.github.versionedschema.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.versionedschema.failure.ServerError;
import io.github.versionedschema.journal.JournalReader;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.VersionRow;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.schema.Identifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Manages the tombstones in the schemas of retired versions: a composite type in place of
 * each changed table. A session that still has the schema in its search path gets an
 * error instead of the wrong table. Tombstones are dropped with the schema after the
 * retention time.
 */
public final class Tombstones {

	/** The comment that marks a type as a tombstone. */
	public static final String COMMENT = "versioned-schema tombstone";

	private static final Logger logger = LoggerFactory.getLogger(Tombstones.class);

	private static final String OLD = """
			select v.name from versioned_schema.version v
				join pg_catalog.pg_namespace n on n.nspname = v.schema_name::name
			where v.base_schema = ? and v.state = 'retired'
				and v.retired_at < clock_timestamp() - ? * interval '1 millisecond'
			order by v.id
			""";

	private static final String TYPES = """
			select t.typname from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
			where n.nspname = ?::name and t.typtype = 'c' and obj_description(t.oid, 'pg_type') = ?
			order by t.typname
			""";

	private final Leadership leadership;

	private final ForeignObjects foreignObjects;

	private final Duration lockTimeout;

	/**
	 * Creates an instance.
	 * @param leadership the right to change the base schema
	 * @param lockTimeout how long to wait for an object that is in use
	 */
	public Tombstones(Leadership leadership, Duration lockTimeout) {
		this.leadership = leadership;
		this.foreignObjects = new ForeignObjects(leadership, lockTimeout);
		this.lockTimeout = lockTimeout;
	}

	/**
	 * Drops the schemas of versions whose retention time has passed. Objects that clients
	 * created in them are moved to the base schema first. A schema that cannot be emptied
	 * is kept, and retried the next time.
	 * @param retention how long tombstones are kept
	 * @return the schemas that were dropped
	 */
	public List<String> removeOlderThan(Duration retention) {
		List<String> dropped = new ArrayList<>();
		for (String schema : outlived(retention)) {
			this.foreignObjects.moveToBase(schema, Set.of());
			if (drop(schema)) {
				dropped.add(schema);
			}
		}
		return dropped;
	}

	/** A version that is kept, or being removed, still has its views. */
	private List<String> outlived(Duration retention) {
		List<String> old = this.leadership.jdbc()
			.sql(OLD)
			.params(this.leadership.baseSchema(), retention.toMillis())
			.query(String.class)
			.list();
		if (old.isEmpty()) {
			return old;
		}
		JournalState state = new JournalReader(this.leadership.jdbc(), this.leadership.baseSchema()).read();
		return old.stream()
			.flatMap((name) -> state.version(name).stream())
			.filter((version) -> !state.isUnfinished(version))
			.map(VersionRow::schemaName)
			.toList();
	}

	private boolean drop(String schema) {
		try {
			this.leadership.inTransaction(() -> {
				this.leadership.execute("set local lock_timeout = " + this.lockTimeout.toMillis());
				for (String type : this.leadership.jdbc()
					.sql(TYPES)
					.params(schema, COMMENT)
					.query(String.class)
					.list()) {
					this.leadership.execute("drop type " + Identifier.qualified(schema, type));
				}
				this.leadership.execute("drop schema " + Identifier.quote(schema));
			});
			logger.info("Dropped schema {} of a version that was retired long ago", schema);
			return true;
		}
		catch (DataAccessException ex) {
			RuntimeException failure = this.leadership.translate(ex);
			if (failure != ex) {
				throw failure;
			}
			logger.warn("Schema {} of a retired version stays: {}", schema, ServerError.message(ex));
			return false;
		}
	}

}
