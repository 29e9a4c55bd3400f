package io.github.versionedschema.backfill;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Columns that a batch assigns to themselves, so that indexes on them are filled as one
 * statement over the whole table would fill them.
 * <p>
 * PostgreSQL takes an index none of whose columns is assigned for one that collects
 * versions of the same row. Each time one of its pages is full it looks for versions that
 * are dead to everybody, page by page of the table, before it splits the page. Within one
 * transaction there are none, and it gives up at once. Behind many short ones there are
 * some, never enough, and the search is most of a backfill's time (measured with two
 * indexes: twice the processor time of a single statement, with smaller batches more).
 * Assigning a column tells it that this is no such index. Values stay, and so does
 * whether an update is heap-only: that is decided by comparing values.
 */
final class IndexedColumns {

	/**
	 * Left out is what would not be the same: a column of a unique index would lock the
	 * row against foreign keys, one that a trigger or a generated column looks at would
	 * set that off.
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
	 * Returns the columns of a part, as they are written in SQL.
	 * @param part the part
	 * @param filled names of the columns that are assigned anyway
	 */
	List<String> assignable(Part part, List<String> filled) {
		return this.jdbc.sql(COLUMNS).params(part.oid(), filled.toArray(String[]::new)).query(String.class).list();
	}

}
