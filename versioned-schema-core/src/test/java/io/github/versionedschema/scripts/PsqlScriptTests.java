package io.github.versionedschema.scripts;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests scripts that were written for psql.
 */
@PostgresTest
class PsqlScriptTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					\\connect other                                | Line 2 of the SQL: "\\connect other" is a command of psql
					\\restrict rcFXFxIWx1KOcl7                     | Line 2 of the SQL: "\\restrict rcFXFxIWx1KOcl7" is a command of psql
					\\i other.sql                                  | Write what is in that file here
					\\copy t from 'file'                           | Line 2 of the SQL: "\\copy t from 'file'" is a command of psql
					select 1 \\gexec                               | Line 2 of the SQL: "\\gexec" is a command of psql
					copy public.t (id, a) from stdin;             | Line 2 of the SQL: "copy public.t (id, a) from stdin" needs a client
					COPY t FROM STDIN WITH (FORMAT csv);          | "COPY t FROM STDIN" needs a client
					copy (select a from t) to stdout              | "copy (select a from t) to stdout" needs a client
					delete from t where id = :id                  | ":id" is a variable of psql
					delete from t where a = :'name'               | ":'name'" is a variable of psql
					""")
	void whatOnlyPsqlUnderstandsIsToldAsSuch(String line, String message, TestDatabase database) {
		assertThat(findings(database, "create table n (id int);\n" + line)).singleElement().satisfies((finding) -> {
			assertThat(finding.severity()).isEqualTo(Severity.ERROR);
			assertThat(finding.toString()).startsWith("02_new.yaml:2 operation 1 (sql)").contains(message);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "do $$ begin perform '\\connect'; end $$", "insert into t values (1, '\\restrict')",
			"insert into t values (1, E'it\\'s \\\\i')", "/* \\i x */ delete from t", "-- \\i x\ndelete from t",
			"insert into t values ((array[1, 2])[1:1][1], 'a'::text)", "select (array[1, 2])[id:id] from t",
			"create table n (\"\\i\" int)" })
	void whatIsQuotedOrCommentedIsFine(String sql, TestDatabase database) {
		assertThat(findings(database, sql)).noneMatch((finding) -> finding.severity() == Severity.ERROR);
	}

	@Test
	void eachMistakeIsToldOnceWhateverIsInTheData(TestDatabase database) {
		assertThat(findings(database, """
				\\restrict x
				copy t (id, a) from stdin;
				1	it's \\N
				2	:name $$ "
				\\.
				create tabel n (id int);
				\\unrestrict x
				""")).extracting(Finding::message)
			.satisfiesExactly((first) -> assertThat(first).startsWith("Line 1 of the SQL: \"\\restrict x\""),
					(copy) -> assertThat(copy).startsWith("Line 2 of the SQL: \"copy t (id, a) from stdin\""),
					(last) -> assertThat(last).startsWith("Line 7 of the SQL: \"\\unrestrict x\""));
	}

	@Test
	void outputOfADumpIsCheckedBehindItsSettings(TestDatabase database) {
		assertThat(findings(database, """
				SET statement_timeout = 0;
				SELECT pg_catalog.set_config('search_path', '', false);
				CREATE TABLE public.n (id integer NOT NULL);
				ALTER TABLE ONLY public.m ADD CONSTRAINT n_pkey PRIMARY KEY (id);
				""")).singleElement().satisfies((finding) -> {
			assertThat(finding.severity()).isEqualTo(Severity.ERROR);
			assertThat(finding.message()).contains("\"public.m\" does not exist");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			select set_config('search_path', a, false) from t | may read or change rows
			update t set a = 'x'                              | may read or change rows
			create index concurrently t_a on t (a)            | cannot run in a transaction
			""")
	void whatIsNotTriedIsSaid(String statement, String reason, TestDatabase database) {
		assertThat(findings(database, "create table n (id int);\n" + statement + ";\ncreate table m (id int)"))
			.singleElement()
			.satisfies((finding) -> {
				assertThat(finding.severity()).isEqualTo(Severity.NOTE);
				assertThat(finding.message()).startsWith("From line 2 of the SQL on (\"" + statement)
					.contains("not tried, because")
					.contains(reason);
			});
	}

	@Test
	void whatIsTriedAsAWholeGetsNoNote(TestDatabase database) {
		assertThat(findings(database, "create table n (id int);\n-- the end\n")).isEmpty();
	}

	private static List<Finding> findings(TestDatabase database, String sql) {
		Release release = Release.installed(database, new Change("a script", "create table t (id int, a text)",
				"- sql:\n    up: |\n" + sql.indent(6), List.of(), List.of()));
		try (VersionedSchema second = release.second()) {
			return second.validate().stream().filter((finding) -> finding.rule() == null).toList();
		}
	}

}
