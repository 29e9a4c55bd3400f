package io.github.versionedschema.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.versionedschema.failure.ServerError;
import io.github.versionedschema.leader.Leadership;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Moves objects that applications created in a version schema to the base schema. The
 * version schema is first in their search path, so new objects are created there. In the
 * base schema, every version sees them, and they remain after the version is dropped.
 */
public final class ForeignObjects {

	private static final Logger logger = LoggerFactory.getLogger(ForeignObjects.class);

	/**
	 * Objects that depend on the schema and are not moved with another object: a sequence
	 * moves with its owning column, a member with its extension. The constructors of a
	 * range type are not moved.
	 */
	private static final String FIND = """
			select d.classid::bigint as catalogue, d.objid::bigint as oid, i.type as kind, i.identity
			from pg_catalog.pg_depend d
				cross join lateral pg_catalog.pg_identify_object(d.classid, d.objid, 0) i
				left join pg_catalog.pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid
			where d.refclassid = 'pg_namespace'::regclass and d.objsubid = 0 and d.deptype = 'n'
				and d.refobjid = (select oid from pg_catalog.pg_namespace where nspname = ?::name)
				and not exists (select from pg_catalog.pg_depend o
					where o.classid = d.classid and o.objid = d.objid and o.objsubid = 0
						and (o.deptype = 'e' or o.deptype in ('a', 'i') and c.relkind = 'S'))
				and not (c.relkind is not distinct from 'v' and c.relname = any(?::name[]))
				and not (d.classid = 'pg_type'::regclass
					and (select typtype from pg_catalog.pg_type where oid = d.objid) = 'e'
					and (select typname from pg_catalog.pg_type where oid = d.objid) = any(?::name[]))
				and not (d.classid = 'pg_type'::regclass
					and obj_description(d.objid, 'pg_type') is not distinct from ?)
			order by d.objid
			""";

	/** The type of an argument may have been moved, which changes the identity. */
	private static final String MOVE = """
			select format('alter %s %s set schema %I', case type when 'composite type' then 'type'
				when 'statistics object' then 'statistics' else type end, identity, ?)
			from pg_catalog.pg_identify_object(?::oid, ?::oid, 0)
			""";

	private final Leadership leadership;

	private final Duration lockTimeout;

	/**
	 * Creates an instance.
	 * @param leadership the right to change the base schema
	 * @param lockTimeout how long to wait for an object that is in use
	 */
	public ForeignObjects(Leadership leadership, Duration lockTimeout) {
		this.leadership = leadership;
		this.lockTimeout = lockTimeout;
	}

	/**
	 * Moves the objects to the base schema, each in a separate transaction.
	 * @param versionSchema the version schema; need not exist
	 * @param ownViews names of the views and enums that the plan creates there
	 * @return all objects that were found; an object that could not be moved has its
	 * problem set
	 */
	public List<ForeignObject> moveToBase(String versionSchema, Set<String> ownViews) {
		List<ForeignObject> found = new ArrayList<>();
		for (Row row : find(versionSchema, ownViews)) {
			ForeignObject object = new ForeignObject(row.kind(), row.identity(), move(row));
			found.add(object);
			if (object.problem() == null) {
				logger.info("Moved to schema {} what a client created in the schema of a version: {}",
						this.leadership.baseSchema(), object);
			}
			else {
				logger.warn(
						"Could not move to schema {} what a client created in the schema of a version: {}. It was not "
								+ "dropped, but no other version sees it: move it, or what it holds, yourself",
						this.leadership.baseSchema(), object);
			}
		}
		return found;
	}

	private List<Row> find(String versionSchema, Set<String> ownViews) {
		return this.leadership.jdbc()
			.sql(FIND)
			.params(versionSchema, ownViews.toArray(String[]::new), ownViews.toArray(String[]::new), Tombstones.COMMENT)
			.query(Row.class)
			.list();
	}

	private @Nullable String move(Row row) {
		try {
			this.leadership.inTransaction(() -> {
				this.leadership.execute("set local lock_timeout = " + this.lockTimeout.toMillis());
				this.leadership.execute(this.leadership.jdbc()
					.sql(MOVE)
					.params(this.leadership.baseSchema(), row.catalogue(), row.oid())
					.query(String.class)
					.single());
			});
			return null;
		}
		catch (DataAccessException ex) {
			RuntimeException failure = this.leadership.translate(ex);
			if (failure != ex) {
				throw failure;
			}
			return ServerError.message(ex);
		}
	}

	private record Row(long catalogue, long oid, String kind, String identity) {
	}

}
