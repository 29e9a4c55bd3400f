package io.github.versionedschema.rights;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no object of a migration with all kinds of operations grants privileges or
 * resolves names with the search_path.
 */
@PostgresTest
@Tag("thorough")
class CreatedObjectsTests {

	private static final Change EVERY_OPERATION = Change
		.withoutClients(CaseFile.of("created-objects/every-operation.yaml"));

	/**
	 * Operators that match better than PostgreSQL's if names are resolved with the
	 * search_path.
	 */
	private static final String DECOYS = """
			create function public.decoy(a text, b varchar) returns boolean language sql as 'select true';
			create function public.decoy(a varchar, b text) returns boolean language sql as 'select true';
			create function public.decoy(a varchar, b varchar) returns boolean language sql as 'select true';
			create function public.decoy(a name, b text) returns boolean language sql as 'select true';
			create function public.length(a varchar) returns int language sql as 'select 1';
			create function public.record_image_ne(a anyelement, b anyelement) returns boolean language sql
				as 'select true';
			create operator public.= (function = public.decoy, leftarg = text, rightarg = varchar);
			create operator public.= (function = public.decoy, leftarg = varchar, rightarg = text);
			create operator public.= (function = public.decoy, leftarg = varchar, rightarg = varchar);
			create operator public.= (function = public.decoy, leftarg = name, rightarg = text);
			""";

	@ParameterizedTest
	@EnumSource(names = { "EXPAND", "COMPLETE", "ABORT" })
	void whatIsCreatedGivesNoRightAndDependsOnNoPath(Transition transition, TestDatabase database) {
		CreatedObjects created = new CreatedObjects(database);
		database.jdbc().sql(DECOYS).update();
		Release release = Release.installed(database, EVERY_OPERATION);
		release.run(Transition.EXPAND);
		if (transition != Transition.EXPAND) {
			release.run(transition);
		}
		else {
			assertThat(created.functions()).hasSizeGreaterThan(40);
			assertThat(created.views()).hasSizeGreaterThan(5);
		}
		assertThat(created.faults()).isEmpty();
	}

	@Test
	void theWalkNoticesEachKindOfFault(TestDatabase database) {
		CreatedObjects created = new CreatedObjects(database);
		Release release = Release.installed(database, EVERY_OPERATION);
		try (VersionedSchema second = release.second()) {
			second.expand();
		}
		String path = "language plpgsql security definer set search_path to pg_catalog, public, pg_temp as ";
		database.jdbc().sql("""
				create function versioned_schema.open() returns int %1$s 'begin return 1; end';
				create function versioned_schema.unpinned() returns int language plpgsql as 'begin return 1; end';
				create function versioned_schema.calls() returns int %1$s 'begin return my_own(1); end';
				create function versioned_schema.compares() returns boolean %1$s
					'declare a varchar; begin return a = 1::text; end';
				create function versioned_schema.reads() returns int %1$s
					'begin return (select pg_catalog.max(u.id) from users u); end';
				create view public_02_new.owners as select id from public.users;
				create view public_02_new.bound with (security_invoker = true) as
					select public.loud('x') as x, id from public.users;
				create table public._vs_added (id int);
				create sequence versioned_schema.numbers;
				grant usage on sequence versioned_schema.numbers to public;
				grant select on public._vs_added to public;
				grant update (_vs_n) on public.users to public;
				grant create on schema public_02_new to public;
				alter default privileges in schema public_02_new grant select on tables to public;
				revoke execute on function versioned_schema.unpinned(), versioned_schema.calls(),
					versioned_schema.compares(), versioned_schema.reads() from public;
				""".formatted(path)).update();
		assertThat(created.faults()).containsExactlyInAnyOrder("PUBLIC may execute versioned_schema.open()",
				"no pinned path: versioned_schema.unpinned()", "unqualified call in versioned_schema.calls(): my_own",
				"unqualified operator in versioned_schema.compares(): =",
				"unqualified relation in versioned_schema.reads(): users",
				"view with its owner's rights: public_02_new.owners",
				"PUBLIC may not use view public_02_new.owners: null",
				"PUBLIC may not use view public_02_new.bound: null",
				"rule _RETURN on view public_02_new.bound uses function public.loud(text)",
				"PUBLIC has rights on versioned_schema.numbers: U", "PUBLIC has rights on public._vs_added: S",
				"PUBLIC has rights on column _vs_n of public.users: w", "PUBLIC may create in schema public_02_new",
				"default privileges in schema public_02_new");
	}

}
