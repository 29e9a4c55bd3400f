package io.github.versionedschema.mistakes;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.Violation;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests the row values in refusals and errors.
 */
@PostgresTest
class SampleTests {

	private static final String TABLES = """
			create table parent (id int primary key);
			create table users (id int primary key, email text, hash text, v text, p int);
			insert into users values (41, 'ann@example.org', '$2a$10$secret', 'offending%1$s', 7),
				(42, 'bob@example.org', '$2a$10$secret', 'offending%1$s', 7);
			create table unkeyed (email text, hash text, v text);
			insert into unkeyed values ('ann@example.org', '$2a$10$secret', 'offending');
			""".formatted("x".repeat(200));

	private static final String OPERATIONS = """
			`- create_index: {table: users, name: u, unique: true, columns: [{column: v}]}`                                     | offendingxxx | rows
			`- alter_column: {table: users, column: p, references: {name: f, table: parent, column: id}}`                        | 7            | 42
			`- alter_column: {table: users, column: v, check: {name: c, constraint: "v = 'ok'"}}`                               | offendingxxx | 42
			`- alter_column: {table: unkeyed, column: v, check: {name: c, constraint: "v = 'ok'"}}`                             | offending    | ctid
			`- alter_column: {table: users, column: v, type: int, up: "v::int", down: "v::text"}`                               | offendingxxx | users
			`- add_column: {table: users, column: {name: w, type: text, nullable: true}, up: v}|- create_index: {table: users, name: u, unique: true, columns: [{column: w}]}` | u | unique
			`- sql: {up: "alter table users add constraint c check (v = 'ok')"}`                                                | c | violated
			`- sql: {up: "insert into users select id + 10, email, hash, v, p from users; insert into users select * from users"}` | already exists | users_pkey
			`- sql: {up: "alter table users add constraint c check (v = 'ok') not valid; update users set p = 1"}`              | violates | c
			""";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = OPERATIONS)
	void theKeyAndTheOffendingColumnsAreTold(String operations, String value, String key, TestDatabase database) {
		Throwable failure = failure(Release.installed(database, change(operations)));
		assertThat(told(failure)).doesNotContain("example.org", "secret", "x".repeat(180));
		assertThat(told(failure)).contains(value, key);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = OPERATIONS)
	void noValueIsToldWhereSamplesAreHidden(String operations, String value, String key, TestDatabase database) {
		Throwable failure = failure(Release.installed(database, change(operations)).hidingSamples());
		assertThat(failure).isNotNull();
		assertThat(told(failure)).doesNotContain("example.org", "secret", "offending", "xxx");
	}

	private static Change change(String operations) {
		return new Change("samples", TABLES, operations.replace("|", "\n"), List.of(), List.of());
	}

	private static Throwable failure(Release release) {
		try (VersionedSchema second = release.second()) {
			return catchThrowable(() -> {
				second.expand();
				second.complete(false);
			});
		}
	}

	private static String told(Throwable failure) {
		StringBuilder text = new StringBuilder(String.valueOf(failure.getMessage()));
		if (failure instanceof RefusedException refused) {
			refused.details().forEach((detail) -> text.append(((Violation) detail).samples()));
		}
		return text.toString();
	}

}
