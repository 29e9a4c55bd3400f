package io.github.versionedschema.attributes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.test.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Statements of clients that read and write every column of every table of a version. A
 * column whose name begins with {@code u_} keeps its values, which are unique, one whose
 * name begins with {@code g_} is generated, and {@code i_number} is an identity, of which
 * any values are right.
 */
final class VersionStatements {

	private VersionStatements() {
	}

	/** Returns a client of a version. */
	static JdbcClient client(TestDatabase database, String version) {
		PGSimpleDataSource source = database.dataSource();
		source.setCurrentSchema("\"public_" + version + "\",public");
		return JdbcClient.create(source);
	}

	/** Returns the names of the tables of a version. */
	static List<String> tables(JdbcClient client) {
		return client.sql("""
				select c.relname from pg_class c where pg_table_is_visible(c.oid) and c.relkind in ('r', 'p', 'v')
					and (c.relnamespace = 'public'::regnamespace or c.relnamespace::regnamespace::text ~ '^"?public_')
				order by 1
				""").query(String.class).list();
	}

	/** Returns the statements. */
	static List<String> of(TestDatabase database, String version, List<String> further) {
		List<String> statements = new ArrayList<>(further);
		JdbcClient client = client(database, version);
		for (String table : tables(client)) {
			String name = Identifier.quote(table);
			statements.add("select * from %s where id = ?".formatted(name));
			columns(client, name).forEach((column) -> statements.add(update(name, column)));
		}
		return statements;
	}

	private static List<String> columns(JdbcClient client, String table) {
		return client.sql("""
				select attname from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped
					and attname <> 'id' and attname !~ '^g_'
				order by attnum
				""").param(table).query(String.class).list();
	}

	private static String update(String table, String column) {
		String name = Identifier.quote(column);
		return column.matches("[ui]_.*") ? "update %1$s set %2$s = %2$s where id = ?".formatted(table, name)
				: "update %1$s set %2$s = coalesce((select o.%2$s from %1$s o where o.id = ? limit 1), %2$s) where id = ?"
					.formatted(table, name);
	}

	/** Returns all rows of a version, by table. */
	static Map<String, List<String>> rows(JdbcClient client) {
		return tables(client).stream()
			.collect(Collectors.toMap((table) -> table, (table) -> client
				.sql("select (to_jsonb(r) - 'i_number')::text from %s r order by 1".formatted(Identifier.quote(table)))
				.query(String.class)
				.list()));
	}

}
