package io.github.versionedschema.postgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SqlScriptTests {

	@Test
	void splitsWhereTheServerDoes() {
		assertThat(new SqlScript("""
				select 'a;b', "c;d", E'it\\'s;', $$ ; $$, $x$ $$; $x$ ; -- one; two
				/* three; /* four; */ */ insert into t values ('{1;2}');;
				create function f() returns int language sql begin atomic
					select case when 1 = 1 then 2 end;
					select 3;
				end;
				create rule r as on delete to t do also (insert into u values (1); insert into u values (2));
				create procedure p() begin atomic insert into t values (1); end; select "end", case when true then 1 end
				-- the end;
				""").statements()).extracting((statement) -> statement.text().strip().lines().findFirst().orElseThrow())
			.containsExactly("select 'a;b', \"c;d\", E'it\\'s;', $$ ; $$, $x$ $$; $x$", "-- one; two",
					"create function f() returns int language sql begin atomic",
					"create rule r as on delete to t do also (insert into u values (1); insert into u values (2))",
					"create procedure p() begin atomic insert into t values (1); end",
					"select \"end\", case when true then 1 end");
	}

	@Test
	void knowsWhereAStatementStarts() {
		assertThat(new SqlScript("select 1;\nselect 2").statements()).extracting(SqlScript.Statement::start)
			.containsExactly(0, 9);
	}

	@ParameterizedTest
	@ValueSource(strings = { "begin", "BEGIN isolation level serializable", "select 1; commit", "-- now\nrollback work",
			"start transaction", "end", "abort", "prepare transaction 'x'", "/* x */ Rollback and chain" })
	void findsWhatWouldEndTheTransaction(String sql) {
		assertThat(new SqlScript(sql).transactionControl()).isPresent();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "savepoint a; rollback to a", "rollback work to savepoint a", "begin_job()", "select 'commit'",
					"do $$ begin commit; end $$", "prepare p as select 1", "ending", "release savepoint commit" })
	void letsEverythingElsePass(String sql) {
		assertThat(new SqlScript(sql).transactionControl()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "select 'a", "select \"a", "select $$ a", "select $a$ $$ $b$", "select /* a", "select (a",
			"select E'a\\'", "select 'a''" })
	void knowsWhatDoesNotEnd(String sql) {
		assertThat(new SqlScript(sql).isComplete()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "select 'a'", "select \"a\"", "select $$a$$", "select $a$ $$ $a$", "select 1 /* a */",
			"select 1 -- a", "select (a)", "select E'a\\''", "select 'a\\'" })
	void knowsWhatEnds(String sql) {
		assertThat(new SqlScript(sql).isComplete()).isTrue();
	}

}
