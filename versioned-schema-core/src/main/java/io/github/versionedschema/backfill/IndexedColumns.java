package io.github.versionedschema.backfill;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Determines the columns that a batch assigns to themselves, so that their indexes grow
 * as in one statement over the whole table.
 * <p>
 * If an update assigns no column of an index, PostgreSQL assumes that the index collects
 * versions of the same row. Before it splits a full index page, it searches the table for
 * dead versions. Within one transaction there are none, and the search ends at once.
 * After many short transactions there are some, but never enough, and the search takes
 * most of a backfill's time. With two indexes, twice the CPU time of a single statement
 * was measured, and more with smaller batches. Assigning a column avoids this. Values do
 * not change. Nor does it matter for heap-only updates, as PostgreSQL compares values for
 * these.
 */
final class IndexedColumns {

	/**
	 * Excludes columns whose assignment has side effects: a column of a unique index
	 * would lock the row against foreign keys, and a column that a trigger or generated
	 * column depends on would fire or recompute it.
	 */
	private static final String COLUMNS = """
			select quote_ident(a.attname) from pg_catalog.pg_attribute a
			where a.attrelid = ?::oid and a.attnum > 0 and not a.attisdropped and a.attidentity <> 'a'
				and a.attname <> all(?::name[])
				and exists (select from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
					join pg_catalog.pg_am m on m.oid = c.relam
					where i.indrelid = a.attrelid and m.amname = 'btree' and not i.indisunique
						and a.attnum = any((i.indkey::int2[])[0:i.indnkeyatts - 1]))
				and not exists (select from pg_catalog.pg_index i where i.indrelid = a.attrelid
					and (i.indisunique or i.indisreplident) and a.attnum = any(i.indkey::int2[]))
				and not exists (select from pg_catalog.pg_trigger t
					where t.tgrelid = a.attrelid and a.attnum = any(t.tgattr::int2[]))
				and not exists (select from pg_catalog.pg_attribute g
					where g.attrelid = a.attrelid and g.attgenerated <> '')
			order by a.attnum
			""";

	private final JdbcClient jdbc;

	IndexedColumns(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns the columns of a part, as written in SQL.
	 * @param part the part
	 * @param filled names of the columns that are assigned anyway
	 */
	List<String> assignable(Part part, List<String> filled) {
		return this.jdbc.sql(COLUMNS).params(part.oid(), filled.toArray(String[]::new)).query(String.class).list();
	}

}
