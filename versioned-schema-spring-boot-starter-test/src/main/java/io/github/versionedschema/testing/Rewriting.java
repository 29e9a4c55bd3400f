package io.github.versionedschema.testing;

import java.util.List;

import io.github.versionedschema.schema.Identifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes all rows of the changed tables again as the newer release, so that {@code down}
 * computes the values of the older one. Needs a transaction that is rolled back.
 *
 * @param newer a client of the newer release
 */
record Rewriting(JdbcClient newer) {

	/** Foreign keys would prevent that the rows are removed first. */
	private static final String MAY_SILENCE_KEYS = """
			select rolsuper or pg_catalog.has_parameter_privilege(rolname, 'session_replication_role', 'SET')
			from pg_catalog.pg_roles where rolname = current_user
			""";

	private static final String CHANGED_TABLES = """
			select c.relname, (
				select pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum)
				from pg_catalog.pg_attribute a
				where a.attrelid = c.oid and a.attnum > 0 and not exists (
					select from pg_catalog.pg_attribute g join pg_catalog.pg_class t on t.oid = g.attrelid
					where t.relname = c.relname and g.attname = a.attname and g.attgenerated <> '')) as columns
			from pg_catalog.pg_class c
			where c.relnamespace = pg_catalog.current_schema()::regnamespace and c.relkind = 'v'
			order by c.relname
			""";

	/** Does nothing if the role may not silence foreign keys. */
	void run() {
		if (!this.newer.sql(MAY_SILENCE_KEYS).query(Boolean.class).single()) {
			return;
		}
		List<Changed> tables = this.newer.sql(CHANGED_TABLES).query(Changed.class).list();
		execute("set local session_replication_role = replica");
		tables.forEach((table) -> execute(
				"create temporary table %s on commit drop as table %s".formatted(table.copy(), table.quoted())));
		tables.forEach((table) -> execute("delete from " + table.quoted()));
		tables.forEach((table) -> execute("insert into %s (%s) overriding system value select %s from %s"
			.formatted(table.quoted(), table.columns(), table.columns(), table.copy())));
		execute("set local session_replication_role = origin");
	}

	private void execute(String sql) {
		this.newer.sql(sql).update();
	}

	/**
	 * A table that the migration changes.
	 *
	 * @param relname its name
	 * @param columns its columns, except generated ones
	 */
	record Changed(String relname, String columns) {

		String quoted() {
			return Identifier.quote(this.relname);
		}

		String copy() {
			return "pg_temp." + Identifier.quote(Identifier.truncatedWithHash("copy_of_" + this.relname));
		}

	}

}
