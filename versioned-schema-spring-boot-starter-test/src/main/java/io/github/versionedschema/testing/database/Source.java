package io.github.versionedschema.testing.database;

import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a new database is a copy of.
 *
 * @param database name of the database to copy
 * @param options further options of {@code CREATE DATABASE}
 * @param content identifies its content
 */
record Source(String database, String options, String content) {

	/**
	 * A database that has been migrated may contain anything, for example rows of earlier
	 * tests. Then, and if it contains nothing, tests begin with an empty database.
	 */
	private static final String CONFIGURED = """
			with own as (
				select oid from pg_catalog.pg_namespace
				where nspname <> 'information_schema' and not pg_catalog.starts_with(nspname, 'pg_')),
			objects as (
				select 'schema' as kind, n.oid, n.xmin::text::bigint as version from pg_catalog.pg_namespace n join own using (oid)
				where nspname <> 'public' or nspowner <> 'pg_database_owner'::regrole
					or nspacl::text is distinct from '{pg_database_owner=UC/pg_database_owner,=U/pg_database_owner}'
				union all
				select 'relation', oid, xmin::text::bigint from pg_catalog.pg_class
				where relnamespace in (select oid from own)
				union all
				select 'function', oid, xmin::text::bigint from pg_catalog.pg_proc
				where pronamespace in (select oid from own)
				union all
				select 'type', oid, xmin::text::bigint from pg_catalog.pg_type
				where typnamespace in (select oid from own)
				union all
				select 'extension', oid, xmin::text::bigint from pg_catalog.pg_extension where extname <> 'plpgsql'
				union all
				select 'privileges', oid, xmin::text::bigint from pg_catalog.pg_default_acl)
			select pg_catalog.current_database()::text as name,
				pg_catalog.to_regnamespace('versioned_schema') is not null as migrated,
				d.datlocprovider = 'c' as portable,
				pg_catalog.pg_encoding_to_char(d.encoding)::text as encoding, d.datcollate::text as collation,
				d.datctype::text as character_type,
				(select r.rolsuper from pg_catalog.pg_roles r where r.rolname = current_user) as superuser,
				pg_catalog.pg_get_userbyid(d.datdba)::text as owner,
				(select pg_catalog.md5(pg_catalog.string_agg(kind || oid || ' ' || version, ',' order by kind, oid)) from objects)
					as content
			from pg_catalog.pg_database d where d.datname = pg_catalog.current_database()
			""";

	/**
	 * Determines what the first database for tests is a copy of.
	 * @param configured a client of the configured database
	 */
	static Source of(JdbcClient configured) {
		Configured database = configured.sql(CONFIGURED).query(Configured.class).single();
		boolean empty = database.migrated() || (database.content() == null && database.portable());
		String owner = database.superuser() ? " owner " + Identifier.quote(database.owner()) : "";
		if (!empty) {
			return new Source(database.name(), owner, "copy of " + database.content());
		}
		String locale = !database.portable() ? ""
				: " encoding %s lc_collate %s lc_ctype %s".formatted(Identifier.literal(database.encoding()),
						Identifier.literal(database.collation()), Identifier.literal(database.characterType()));
		return new Source("template0", owner + locale, "empty");
	}

	/** Returns a source that is an exact copy of a template. */
	Source copiedFrom(String template) {
		return new Source(template, this.options.contains(" owner ") ? ownerOnly() : "", this.content);
	}

	private String ownerOnly() {
		int end = this.options.indexOf(" encoding ");
		return (end < 0) ? this.options : this.options.substring(0, end);
	}

	/**
	 * The configured database.
	 *
	 * @param name its name
	 * @param migrated whether it has been migrated
	 * @param portable whether its locale can be given to an empty database
	 * @param encoding its encoding
	 * @param collation its collation
	 * @param characterType its character classification
	 * @param superuser whether the role may give databases away
	 * @param owner its owner
	 * @param content identifies its content, or null if it is empty
	 */
	record Configured(String name, boolean migrated, boolean portable, String encoding, String collation,
			String characterType, boolean superuser, String owner, @Nullable String content) {
	}

}
