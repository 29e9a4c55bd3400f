package io.github.versionedschema.schema.read;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.versionedschema.schema.CatalogueQuery;
import io.github.versionedschema.schema.RowTypeUse;

/**
 * A place in a function's text that names a row type, as {@code users%ROWTYPE} or as the
 * type of a declared variable. The text is not parsed: a name in a comment counts, and a
 * name in dynamic SQL does not.
 */
record RowTypeMention(String function, String type) {

	private static final Pattern PART = Pattern.compile("\\G(?:\\s*\\.)?\\s*(?:\"((?:[^\"]|\"\")+)\"|([^\\s\".]+))");

	private static final String SQL = """
			with body as (
				select p.oid::regprocedure::text as name, p.prosrc as source
				from pg_proc p
				join pg_language l on l.oid = p.prolang and l.lanname = 'plpgsql'
				join pg_namespace n on n.oid = p.pronamespace
				where n.nspname not in ('pg_catalog', 'information_schema') and not n.nspname = any(:ignored)
			), identifier (pattern) as (
				values ('((?:"(?:[^"]|"")+"|[[:alnum:]_$\\u0080-\\uffff]+)'
					|| '(?:\\s*\\.\\s*(?:"(?:[^"]|"")+"|[[:alnum:]_$\\u0080-\\uffff]+))*)')
			)
			select b.name, found[1] as type
			from body b, identifier i, regexp_matches(b.source, i.pattern || '\\s*%\\s*rowtype', 'gi') found
			union
			select b.name, found[1]
			from body b, identifier i,
				regexp_matches(b.source, '\\mdeclare\\M(.*?)\\mbegin\\M', 'gi') declarations,
				regexp_matches(declarations[1], '\\s' || i.pattern || '\\s*(?:\\[\\s*\\]\\s*)?(?:;|:=|=|\\mdefault\\M|\\mnot\\M)',
					'gi') found
			order by 1, 2
			""";

	static List<RowTypeMention> read(CatalogueQuery query) {
		return query.list(SQL, (row, index) -> new RowTypeMention(row.getString("name"), row.getString("type")));
	}

	RowTypeUse toUse() {
		return new RowTypeUse(this.function, RowTypeUse.How.ROWTYPE);
	}

	private static String name(MatchResult part) {
		String quoted = part.group(1);
		return (quoted != null) ? quoted.replace("\"\"", "\"") : part.group(2).toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether the type is the row type of a table. An unqualified name matches in any
	 * schema.
	 * @param schema the table's schema
	 * @param table the table's name
	 * @return {@code true} if it is
	 */
	boolean means(String schema, String table) {
		List<String> parts = PART.matcher(this.type).results().map(RowTypeMention::name).toList();
		int last = parts.size() - 1;
		return last >= 0 && parts.get(last).equals(table) && (last == 0 || parts.get(last - 1).equals(schema));
	}

}
