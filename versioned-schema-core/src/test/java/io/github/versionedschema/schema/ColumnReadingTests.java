package io.github.versionedschema.schema;

import java.sql.SQLException;
import java.util.List;

import io.github.versionedschema.schema.Column.DefaultVolatility;
import io.github.versionedschema.schema.Column.Generation;
import io.github.versionedschema.schema.Column.Identity;
import io.github.versionedschema.schema.Column.TypeKind;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@PostgresTest
class ColumnReadingTests {

	private static final String TYPES = """
			create schema other;
			create type "Mood" as enum ('ok');
			create type other.mood as enum ('ok');
			create domain positive as numeric(10, 2) check (value > 0);
			create type pair as (a int, b int);
			create table rows (a int);
			""";

	private static final String FUNCTIONS = """
			create sequence s;
			create function stable() returns text stable language sql as 'select ''a''::text';
			create function volatile() returns text volatile language sql as 'select ''a''::text';
			create function negative(int) returns int volatile language sql as 'select -$1';
			create operator ~~ (function = negative, rightarg = int);
			""";

	@Test
	void readsAPlainColumn(TestDatabase database) throws SQLException {
		assertThat(TestCatalogue.column(database, "create table t (c text)")).isEqualTo(new Column(1, "c", "text",
				"text", TypeKind.BASE, false, null, null, DefaultVolatility.NONE, Identity.NONE, Generation.NONE, null,
				null, null, null, null, List.of(), null, List.of(), false, List.of(), "c"));
	}

	@Test
	void leavesDroppedColumnsOut(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database, "create table t (a int, b int, c int, d int)",
				"alter table t drop b", "alter table t drop d");
		assertThat(table.columns()).extracting(Column::number).containsExactly(1, 3);
		assertThat(table.columns()).extracting(Column::name).containsExactly("a", "c");
		assertThat(table.highestColumnNumber()).isEqualTo(4);
		assertThat(table.column(3)).isEqualTo(table.column("c"));
		assertThat(table.column(2)).isEmpty();
	}

	@Test
	void readsNotNullWithItsConstraint(TestDatabase database) throws SQLException {
		Catalogue catalogue = TestCatalogue.read(database, "create table t (c int not null)");
		Table table = catalogue.table("t").orElseThrow();
		assertThat(table.columns()).allMatch(Column::notNull);
		assumeTrue(catalogue.serverVersion() >= 180000, "NOT NULL has a name from PostgreSQL 18 on");
		assertThat(table.columns()).extracting(Column::notNullConstraint).containsExactly("t_c_not_null");
		assertThat(table.constraints()).extracting(Constraint::type).containsExactly(Constraint.Type.NOT_NULL);
	}

	@Test
	void readsAStoredGeneratedColumn(TestDatabase database) throws SQLException {
		Column column = TestCatalogue.column(database,
				"create table t (a int, c int generated always as (a + 1) stored)");
		assertThat(column.generation()).isEqualTo(Generation.STORED);
		assertThat(column.generationExpression()).isEqualTo("(a + 1)");
		assertThat(column.defaultExpression()).isNull();
		assertThat(column.defaultVolatility()).isEqualTo(DefaultVolatility.NONE);
		assertThat(column.fillsItself()).isTrue();
	}

	@Test
	void readsAVirtualGeneratedColumn(TestDatabase database) throws SQLException {
		assumeTrue(TestCatalogue.read(database).serverVersion() >= 180000, "PostgreSQL 18 has virtual columns");
		Column column = TestCatalogue.column(database,
				"create table t (a int, c int generated always as (a + 1) virtual)");
		assertThat(column.generation()).isEqualTo(Generation.VIRTUAL);
		assertThat(column.generationExpression()).isEqualTo("(a + 1)");
	}

	@ParameterizedTest
	@CsvSource({ "always, ALWAYS", "by default, BY_DEFAULT" })
	void readsAnIdentityColumnWithItsSequence(String declared, Identity identity, TestDatabase database)
			throws SQLException {
		String role = database.createRole();
		Column column = TestCatalogue.column(database, """
				create table t (c smallint generated %s as identity (sequence name "S" start 20 increment -2
					minvalue -5 maxvalue 30 cache 7 cycle));
				comment on sequence "S" is 'numbers';
				grant usage on sequence "S" to %s;
				""".formatted(declared, role));
		assertThat(column.identity()).isEqualTo(identity);
		assertThat(column.notNull()).isTrue();
		assertThat(column.defaultExpression()).isNull();
		assertThat(column.fillsItself()).isTrue();
		assertThat(column.sequence())
			.hasValueSatisfying((sequence) -> assertThat(sequence).isEqualTo(new OwnedSequence(sequence.oid(), "public",
					"S", "smallint", 20, -2, -5, 30, 7, true, true, false, "numbers", sequence.grants())));
		assertThat(column.sequence().orElseThrow().grants()).contains(new Grant(role, database.user(), "USAGE", false));
	}

	@Test
	void readsASerialColumnWithItsSequence(TestDatabase database) throws SQLException {
		Column column = TestCatalogue.column(database, "create table t (c bigserial)",
				"alter sequence t_c_seq owned by none", "create schema other",
				"alter sequence t_c_seq set schema other", "create sequence later owned by t.c", "drop sequence later",
				"alter sequence other.t_c_seq set schema public", "alter sequence t_c_seq owned by t.c");
		assertThat(column.identity()).isEqualTo(Identity.NONE);
		assertThat(column.defaultExpression()).isEqualTo("nextval('public.t_c_seq'::regclass)");
		assertThat(column.defaultVolatility()).isEqualTo(DefaultVolatility.VOLATILE);
		assertThat(column.sequence())
			.hasValueSatisfying((sequence) -> assertThat(sequence).isEqualTo(new OwnedSequence(sequence.oid(), "public",
					"t_c_seq", "bigint", 1, 1, 1, Long.MAX_VALUE, 1, false, false, false, null, List.of())));
	}

	@Test
	void readsEverySequenceThatTheColumnOwnsWithTheIdentityFirst(TestDatabase database) throws SQLException {
		Column column = TestCatalogue.column(database, "create sequence earlier",
				"create table t (c int generated always as identity)", "alter sequence earlier owned by t.c");
		assertThat(column.ownedSequences()).extracting(OwnedSequence::name).containsExactly("earlier", "t_c_seq");
		assertThat(column.sequence()).map(OwnedSequence::name).contains("t_c_seq");
	}

	@Test
	void readsACollationThatIsNotItsTypes(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database,
				"""
						create collation "My" (provider = icu, locale = 'und', deterministic = false);
						create domain d as text collate "C";
						create table t (plain text, own text collate "My", builtin text collate "C", domain d, other d collate "POSIX");
						""");
		assertThat(table.columns()).extracting(Column::collation)
			.containsExactly(null, "public.\"My\"", "\"C\"", null, "\"POSIX\"");
	}

	@Test
	void readsHowValuesAreStored(TestDatabase database) throws SQLException {
		Column column = TestCatalogue.column(database, "create table t (c text)",
				"alter table t alter c set storage external, alter c set compression pglz, alter c set statistics 0,"
						+ " alter c set (n_distinct = -0.5, n_distinct_inherited = 3)");
		assertThat(column.storage()).isEqualTo("EXTERNAL");
		assertThat(column.compression()).isEqualTo("pglz");
		assertThat(column.statisticsTarget()).isZero();
		assertThat(column.options()).containsExactlyInAnyOrder("n_distinct=-0.5", "n_distinct_inherited=3");
	}

	@Test
	void readsCommentAndGrants(TestDatabase database) throws SQLException {
		String role = database.createRole();
		Table table = TestCatalogue.table(database, "create table t (c text, d text)",
				"comment on column t.c is 'it''s'",
				"grant select (c), update (c) on t to " + role + " with grant option",
				"grant insert (c) on t to public");
		assertThat(table.column("c")).hasValueSatisfying((column) -> {
			assertThat(column.comment()).isEqualTo("it's");
			assertThat(column.grants()).containsExactly(new Grant(role, database.user(), "SELECT", true),
					new Grant(role, database.user(), "UPDATE", true),
					new Grant(null, database.user(), "INSERT", false));
		});
		assertThat(table.column("d").orElseThrow().grants()).isEmpty();
	}

	@Test
	void granteeOfAGrantIsSql() {
		assertThat(new Grant("My role", "postgres", "SELECT", false).granteeSql()).isEqualTo("\"My role\"");
		assertThat(new Grant("PUBLIC", "postgres", "SELECT", false).granteeSql()).isEqualTo("\"PUBLIC\"");
		assertThat(new Grant(null, "postgres", "SELECT", false).granteeSql()).isEqualTo("PUBLIC");
	}

	@Nested
	@TestInstance(Lifecycle.PER_CLASS)
	class TypesAndDefaults {

		private final TestDatabase database;

		TypesAndDefaults(TestDatabase database) throws SQLException {
			this.database = database;
			TestCatalogue.read(database, TYPES, FUNCTIONS);
		}

		@ParameterizedTest
		@CsvSource(delimiter = '|', textBlock = """
				int                         | integer                        | integer                     | BASE
				varchar(10)                 | character varying(10)          | character varying           | BASE
				varchar                     | character varying              | character varying           | BASE
				char                        | character(1)                   | bpchar                      | BASE
				char(3)                     | character(3)                   | bpchar                      | BASE
				bpchar                      | bpchar                         | bpchar                      | BASE
				numeric(10,2)               | numeric(10,2)                  | numeric                     | BASE
				numeric(10,2)[]             | numeric(10,2)[]                | numeric[]                   | ARRAY
				text[][]                    | text[]                         | text[]                      | ARRAY
				bit(3)                      | bit(3)                         | "bit"                       | BASE
				timestamptz(3)              | timestamp(3) with time zone    | timestamp with time zone    | BASE
				interval day to second(3)   | interval day to second(3)      | interval                    | BASE
				jsonb                       | jsonb                          | jsonb                       | BASE
				"char"                      | "char"                         | "char"                      | BASE
				"Mood"                      | public."Mood"                  | public."Mood"               | ENUM
				other.mood                  | other.mood                     | other.mood                  | ENUM
				other.mood[]                | other.mood[]                   | other.mood[]                | ARRAY
				positive                    | public.positive                | public.positive             | DOMAIN
				pair                        | public.pair                    | public.pair                 | COMPOSITE
				rows                        | public.rows                    | public.rows                 | COMPOSITE
				int4range                   | int4range                      | int4range                   | RANGE
				datemultirange              | datemultirange                 | datemultirange              | RANGE
				""")
		void readsTypesAsSqlWithAndWithoutModifiers(String declared, String type, String baseType, TypeKind kind)
				throws SQLException {
			Column column = TestCatalogue.column(this.database, "drop table if exists t",
					"create table t (c " + declared + ")");
			assertThat(column.type()).isEqualTo(type);
			assertThat(column.baseType()).isEqualTo(baseType);
			assertThat(column.typeKind()).isEqualTo(kind);
			assertThat(TestCatalogue.table(this.database, "alter table t add same " + type).column("same"))
				.hasValueSatisfying((same) -> assertThat(same.type()).isEqualTo(type));
		}

		@ParameterizedTest
		@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
				'x'                                       | 'x'::text                                    | STABLE
				now()::text                               | (now())::text                                | STABLE
				current_timestamp::text                   | (CURRENT_TIMESTAMP)::text                    | STABLE
				upper('a')                                | upper('a'::text)                             | STABLE
				stable()                                  | public.stable()                              | STABLE
				clock_timestamp()::text                   | (clock_timestamp())::text                    | VOLATILE
				gen_random_uuid()::text                   | (gen_random_uuid())::text                    | VOLATILE
				lower(md5(random()::text))                | lower(md5((random())::text))                 | VOLATILE
				nextval('s')::text                        | (nextval('public.s'::regclass))::text        | VOLATILE
				volatile()                                | public.volatile()                            | VOLATILE
				(~~ 2)::text                              | ((OPERATOR(public.~~) 2))::text              | VOLATILE
				""")
		void readsDefaultsAndWhetherTheyAreOneValuePerTransaction(String declared, String expression,
				DefaultVolatility volatility) throws SQLException {
			Column column = TestCatalogue.column(this.database, "drop table if exists t",
					"create table t (c text default " + declared + ")");
			assertThat(column.defaultExpression()).isEqualTo(expression);
			assertThat(column.defaultVolatility()).isEqualTo(volatility);
			assertThat(column.fillsItself()).isTrue();
		}

	}

}
