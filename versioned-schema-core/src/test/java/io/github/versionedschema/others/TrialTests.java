package io.github.versionedschema.others;

import java.time.Duration;
import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests that user objects on tables are tried in the transactions that change the tables:
 * if client statements would fail, the transition is refused and undone.
 */
@PostgresTest
@Tag("thorough")
class TrialTests {

	private static final String POSTS = """
			create table post (id int primary key, title text, comments int not null default 0);
			create table comment (id int primary key, post_id int references post, body text);
			create table history (id int, title text, comments int);
			insert into post select n, 'title ' || n, n from generate_series(1, 5) n;
			insert into comment select n, n, 'body' from generate_series(1, 5) n;
			""";

	/**
	 * A function or trigger that fails.
	 *
	 * @param made SQL of the user's object
	 * @param operations operations of the migration
	 * @param error error message of the database
	 */
	record Failing(String name, String made, String operations, String error) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	static List<Failing> failing() {
		String rename = "- rename_column: {table: post, from: comments, to: replies}";
		String add = "- add_column: {table: post, column: {name: lang, type: text, nullable: true}}";
		return List.of(new Failing("a row as a list, put together at run time", """
				create function keep() returns trigger language plpgsql as $$
				begin execute 'insert into history select ($1).*' using old; return new; end $$;
				create trigger keep before update on post for each row execute function keep();
				""", add, "INSERT has more expressions than target columns"),
				new Failing("a row as a list through a variable", """
						create function keep() returns trigger language plpgsql as $$
						declare gone post; begin gone := old; insert into history values (gone.*); return null; end $$;
						create trigger keep after delete on post for each row execute function keep();
						""", add, "insert into history values (gone.*)"), new Failing("all rows of a statement", """
						create function keep() returns trigger language plpgsql as $$
						begin insert into history select * from gone; return null; end $$;
						create trigger keep after update on post referencing old table as gone
							for each statement execute function keep();
						""", add, "INSERT has more expressions than target columns"),
				new Failing("a deferred trigger", """
						create function keep() returns trigger language plpgsql as $$
						begin execute 'insert into history select ($1).*' using old; return new; end $$;
						create constraint trigger keep after update on post deferrable initially deferred
							for each row execute function keep();
						""", add, "INSERT has more expressions than target columns"),
				new Failing("a trigger of another table, put together at run time",
						"""
								create function bump() returns trigger language plpgsql as $$
								begin execute 'update post set comments = comments + 1 where id = $1' using new.post_id; return new; end $$;
								create trigger bump after insert on comment for each row execute function bump();
								""",
						rename, "column \"comments\""),
				new Failing("a trigger of another table through a function", """
						create function bump(int) returns void language plpgsql as $$
						begin execute 'update post set comments = comments + 1 where id = $1' using $1; end $$;
						create function bumps() returns trigger language plpgsql as $$
						begin perform bump(new.post_id); return new; end $$;
						create trigger bump before insert or update on comment for each row execute function bumps();
						""", rename, "column \"comments\""), new Failing("a function of rows of the table", """
						create function g() returns setof post language sql as 'select * from post';
						""", add, "return type mismatch in function declared to return public.post"),
				attaching("VS001", rename), attaching("VS002", rename),
				new Failing("a function with a path of its own", """
						create function total() returns bigint language sql as 'select sum(comments) from post'
							set search_path = public;
						""", rename, "column \"comments\" does not exist"),
				new Failing("a trigger that fires if the row changed", """
						create function keep() returns trigger language plpgsql as $$
						begin execute 'insert into history select ($1).*' using old; return null; end $$;
						create trigger keep after update on post for each row when (old.* is distinct from new.*)
							execute function keep();
						""", add, "INSERT has more expressions than target columns"),
				new Failing("a trigger that does something if one column changed", """
						create function count_up() returns trigger language plpgsql as $$
						begin
							if new.body is distinct from old.body then
								execute 'update post set comments = comments + 1 where id = $1' using new.post_id;
							end if;
							return new;
						end $$;
						create trigger count before update on comment for each row execute function count_up();
						""", rename, "column \"comments\""),
				new Failing("a table by its oid as text",
						"""
								alter table post add version int default 0;
								create function counted() returns trigger language plpgsql as $$
								begin
									if pg_trigger_depth() = 1 and row(new.*) is distinct from row(old.*) then
										execute format('update %I set version = version + 1 where id = $1', tg_relid::regclass) using new.id;
									end if;
									return null;
								end $$;
								create trigger counted after update on post for each row execute function counted();
								""",
						add, "use TG_TABLE_SCHEMA and TG_TABLE_NAME"),
				new Failing("a constraint of another table",
						"""
								create table log (id int, comments int not null);
								create function logged() returns trigger language plpgsql as $$
								begin
									execute (select format('insert into log (%1$s) select ($1).%2$s', string_agg(attname, ', '),
											string_agg(attname, ', ($1).'))
										from pg_attribute a where attrelid = tg_relid and attnum > 0 and not attisdropped
											and exists (select from pg_attribute l where l.attrelid = 'log'::regclass and l.attname = a.attname))
										using old;
									return null;
								end $$;
								create trigger logged after update on post for each row execute function logged();
								""",
						rename + "\n- rename_column: {table: log, from: comments, to: replies}",
						"null value in column \"comments\" of relation \"log\" violates not-null constraint"));
	}

	private static Failing attaching(String state, String operations) {
		return new Failing("a trigger that reports what attach does: " + state, """
				create function bump() returns trigger language plpgsql as $$
				begin
					execute 'select comments from post limit 1';
					return new;
				exception when undefined_column then
					raise exception 'no comments any more' using errcode = '%s';
				end $$;
				create trigger bump before insert on comment for each row execute function bump();
				""".formatted(state), operations, "no comments any more");
	}

	/**
	 * Returns releases whose trials have time on a slow machine as well: they get a share
	 * of the lock timeout, and what takes longer is not tried.
	 */
	private static Release patient(TestDatabase database, Change change) {
		database.jdbc().sql("alter database " + database.name() + " set deadlock_timeout = '5min'").update();
		return Release.installed(database, change).lockingWithin(Duration.ofMinutes(2));
	}

	@ParameterizedTest
	@MethodSource("failing")
	void aTransitionThatClientsCouldNotLiveWithIsRefused(Failing failing, TestDatabase database) {
		Release release = patient(database,
				new Change("failing", POSTS + failing.made(), failing.operations(), List.of(), List.of()));
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(() -> {
				second.expand();
				second.complete(false);
			}).hasMessageContaining(failing.error());
			if (second.status().versions().size() > 1) {
				second.abort(false);
			}
		}
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
	}

	@Test
	void whatFailedBeforeDoesNotRefuseATransition(TestDatabase database) {
		Release release = Release.installed(database, new Change("frozen",
				POSTS + """
						create function frozen() returns trigger language plpgsql as $$
						begin assert false, 'rows are frozen'; return new; end $$;
						create trigger frozen before update or insert or delete on post for each row execute function frozen();
						create function wrong() returns setof post language plpgsql as 'begin return query select * from nowhere, post; end';
						""",
				"- add_column: {table: post, column: {name: lang, type: text, nullable: true}}", List.of(), List.of()));
		release.run(Transition.EXPAND);
		release.run(Transition.COMPLETE);
	}

	@Test
	void triggersOfStrangersAreNotFired(TestDatabase database) {
		String stranger = database.createRole();
		Release release = Release.installed(database, new Change("stranger", POSTS + """
				create table seen (who text);
				create function see() returns trigger language plpgsql as $$
				begin perform nextval('firings'); perform 1; -- post
				return new; end $$;
				create sequence firings;
				create table theirs (id int);
				insert into theirs values (1);
				create trigger see before insert or update or delete on theirs for each row execute function see();
				alter function see() owner to %1$s;
				alter table theirs owner to %1$s;
				""".formatted(stranger), "- rename_column: {table: post, from: title, to: headline}", List.of(),
				List.of()));
		release.run(Transition.EXPAND);
		release.run(Transition.COMPLETE);
		assertThat(database.jdbc().sql("select is_called from firings").query(Boolean.class).single()).isFalse();
		database.jdbc().sql("drop table theirs; drop function see()").update();
	}

	@Test
	void whatTakesLongIsNotTried(TestDatabase database) {
		Release release = Release.installed(database, new Change("slow", POSTS + """
				create sequence waited;
				create function slow() returns trigger language plpgsql
					as 'begin perform pg_sleep(5); perform nextval(''waited''); return new; end';
				create trigger slow after update on comment for each row execute function slow();
				create function named() returns trigger language plpgsql as 'begin perform 1; -- post
				return new; end';
				create trigger named before update on comment for each row execute function named();
				""", "- rename_column: {table: post, from: comments, to: replies}", List.of(), List.of()));
		release.run(Transition.EXPAND);
		release.run(Transition.COMPLETE);
		assertThat(database.jdbc().sql("select is_called from waited").query(Boolean.class).single()).isFalse();
	}

	@Test
	void tryingLeavesNothingBehind(TestDatabase database) {
		Release release = Release.installed(database,
				new Change("counted",
						POSTS + """
								create table seen (what text);
								create function see() returns trigger language plpgsql as $$
								begin insert into seen values (tg_op); update post set comments = comments where id = new.post_id; return new; end $$;
								create trigger see after insert or update on comment for each row execute function see();
								""",
						"- rename_column: {table: post, from: title, to: headline}", List.of(), List.of()));
		release.run(Transition.EXPAND);
		release.run(Transition.COMPLETE);
		assertThat(database.jdbc().sql("select count(*) from seen").query(Long.class).single()).isZero();
	}

	@Test
	void completeIsTriedBeforeAnythingIsRetired(TestDatabase database) {
		Release release = patient(database, new Change("later", POSTS,
				"- rename_column: {table: post, from: comments, to: replies}", List.of(), List.of()));
		release.run(Transition.EXPAND);
		database.jdbc().sql("""
				create function bump() returns trigger language plpgsql set search_path = public as $$
				begin execute 'update post set comments = comments + 1'; return new; end $$""").update();
		database.jdbc()
			.sql("create trigger bump after insert on comment for each row execute function bump()")
			.update();
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(() -> second.complete(false)).isInstanceOf(RefusedException.class)
				.hasMessageContaining("column \"comments\" does not exist")
				.hasMessageContaining("Nothing was changed. Version \"02_new\" can still be aborted. Restore");
			database.jdbc().sql("drop trigger bump on comment").update();
			second.complete(false);
		}
	}

}
