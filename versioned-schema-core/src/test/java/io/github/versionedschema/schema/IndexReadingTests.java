package io.github.versionedschema.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

@PostgresTest
class IndexReadingTests {

	private static final String TABLE = """
			create schema other;
			create extension pg_trgm schema other;
			create collation other."My" from "C";
			create domain label as varchar(20);
			create domain inner_label as label;
			create type mood as enum ('ok');
			create table t (a int, b text, c varchar(20) collate "C", d jsonb, e int[], f label, g inner_label, h mood,
				i int4range, j tsvector, k name, l uuid, "Key, (x)" text, m numeric(10,2), n inet, o char(3));
			create operator class other."Odd, class" for type int using btree as
				operator 1 <, operator 2 <=, operator 3 =, operator 4 >=, operator 5 >, function 1 btint4cmp(int, int);
			""";

	@Nested
	@TestInstance(Lifecycle.PER_CLASS)
	class Keys {

		private final TestDatabase database;

		Keys(TestDatabase database) throws SQLException {
			this.database = database;
			TestCatalogue.read(database, TABLE);
		}

		@ParameterizedTest
		@CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-",
				textBlock = """
						btree (a)                               | 1  | a                        | -                 | -
						btree (a desc)                          | 1  | a                        | -                 | -
						btree (b collate "C")                   | 2  | b                        | "C"               | -
						btree (b collate other."My" desc)       | 2  | b                        | other."My"        | -
						btree (b text_pattern_ops)              | 2  | b                        | -                 | text_pattern_ops
						btree (b collate "C" text_pattern_ops desc nulls last) | 2 | b              | "C"               | text_pattern_ops
						btree (c)                               | 3  | c                        | -                 | -
						btree (c text_ops)                      | 3  | c                        | -                 | -
						btree (c collate "default")             | 3  | c                        | "default"         | -
						btree (c varchar_pattern_ops)           | 3  | c                        | -                 | varchar_pattern_ops
						gin (d)                                 | 4  | d                        | -                 | -
						gin (d jsonb_path_ops)                  | 4  | d                        | -                 | jsonb_path_ops
						gin (e)                                 | 5  | e                        | -                 | -
						btree (e)                               | 5  | e                        | -                 | -
						btree (f)                               | 6  | f                        | -                 | -
						btree (g)                               | 7  | g                        | -                 | -
						btree (h)                               | 8  | h                        | -                 | -
						gist (i)                                | 9  | i                        | -                 | -
						gist (j tsvector_ops (siglen = 32))     | 10 | j                        | -                 | tsvector_ops (siglen='32')
						gist (b other.gist_trgm_ops (siglen = 32)) | 2 | b                      | -                 | other.gist_trgm_ops (siglen='32')
						gin (b other.gin_trgm_ops)              | 2  | b                        | -                 | other.gin_trgm_ops
						btree (k)                               | 11 | k                        | -                 | -
						btree (a other."Odd, class" desc)       | 1  | a                        | -                 | other."Odd, class"
						btree ("Key, (x)" collate "C" desc)     | 13 | "Key, (x)"               | "C"               | -
						btree (lower(b))                        | 0  | lower(b)                 | -                 | -
						btree (lower(c))                        | 0  | lower((c)::text)         | -                 | -
						btree (lower(b) collate "C" text_pattern_ops) | 0 | lower(b)             | "C"               | text_pattern_ops
						btree ((a + 1) desc)                    | 0  | ((a + 1))                | -                 | -
						btree (replace(b, ', DESC (', '''') desc) | 0 | replace(b, ', DESC ('::text, ''''::text) | - | -
						hash (l)                                | 12 | l                        | -                 | -
						brin (a int4_minmax_multi_ops (values_per_range = 16)) | 1 | a          | -                 | int4_minmax_multi_ops (values_per_range='16')
						spgist (n)                              | 15 | n                        | -                 | -
						btree (o bpchar_pattern_ops)            | 16 | o                        | -                 | bpchar_pattern_ops
						""")
		void readsKeysSoThatTheSameIndexCanBeMade(String declared, int column, String expression, String collation,
				String opclass) throws SQLException {
			Index index = TestCatalogue.index(this.database, "drop index if exists i, again",
					"create index i on t using " + declared);
			assertThat(index.method()).isEqualTo(declared.substring(0, declared.indexOf(' ')));
			assertThat(index.keys()).hasSize(1);
			Index.Key key = index.keys().get(0);
			assertThat(key.column()).isEqualTo(column);
			assertThat(key.expression()).isEqualTo(expression);
			assertThat(key.collation()).isEqualTo(collation);
			assertThat(key.opclass()).isEqualTo(opclass);
			Table table = TestCatalogue.table(this.database, "create index again on public.t using " + sql(index));
			assertThat(table.index("again").orElseThrow().definition().replace("INDEX again", "INDEX i"))
				.isEqualTo(index.definition());
		}

		@ParameterizedTest
		@CsvSource({ "a, false, false", "a nulls first, false, true", "a desc, true, true",
				"a desc nulls last, true, false" })
		void readsTheOrder(String declared, boolean descending, boolean nullsFirst) throws SQLException {
			Index index = TestCatalogue.index(this.database, "drop index if exists i, again",
					"create index i on t (b, " + declared + ")");
			assertThat(index.keys()).hasSize(2);
			assertThat(index.keys().get(1).descending()).isEqualTo(descending);
			assertThat(index.keys().get(1).nullsFirst()).isEqualTo(nullsFirst);
		}

		private static String sql(Index index) {
			Index.Key key = index.keys().get(0);
			String order = (index.method().equals("btree") && key.descending()) ? " desc" : "";
			String nulls = index.method().equals("btree") ? (key.nullsFirst() ? " nulls first" : " nulls last") : "";
			return index.method() + " (" + key.expression()
					+ ((key.collation() != null) ? " collate " + collation(key) : "")
					+ ((key.opclass() != null) ? " " + key.opclass() : "") + order + nulls + ")";
		}

		private static String collation(Index.Key key) {
			return String.valueOf(key.collation());
		}

	}

	@Test
	void readsAnOrdinaryIndex(TestDatabase database) throws SQLException {
		Index index = TestCatalogue.index(database, "create table t (a int, b int)", "create index i on t (b, a)");
		assertThat(index).isEqualTo(new Index(index.oid(), "i", false, false, false, true, true, false, "btree",
				List.of(new Index.Key(2, "b", null, null, false, false, null, "OPERATOR(pg_catalog.=)"),
						new Index.Key(1, "a", null, null, false, false, null, "OPERATOR(pg_catalog.=)")),
				List.of(), null, "CREATE INDEX i ON public.t USING btree (b, a)", null, false, false, null, List.of(),
				null, false, List.of(), List.of(1, 2)));
	}

	@Test
	void readsEverythingElseOfAnIndex(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database, """
				create table t (a int not null, b int not null, c int, d int, e int, f int, g int);
				create unique index "I" on t (b, (c + d)) include (f, a) nulls not distinct with (fillfactor = 70)
					where e > 0 and g is not null;
				comment on index "I" is 'why';
				create unique index identity on t (a);
				alter table t replica identity using index identity;
				alter table t cluster on identity;
				""");
		assertThat(table.index("I")).hasValueSatisfying((index) -> {
			assertThat(index.unique()).isTrue();
			assertThat(index.nullsNotDistinct()).isTrue();
			assertThat(index.keys()).extracting(Index.Key::column).containsExactly(2, 0);
			assertThat(index.includedColumns()).containsExactly(6, 1);
			assertThat(index.predicate()).isEqualTo("((e > 0) AND (g IS NOT NULL))");
			assertThat(index.storageParameters()).containsExactly("fillfactor=70");
			assertThat(index.comment()).isEqualTo("why");
			assertThat(index.columns()).containsExactly(1, 2, 3, 4, 5, 6, 7);
			assertThat(index.touches(7)).isTrue();
			assertThat(index.touches(8)).isFalse();
			assertThat(index.definition())
				.startsWith("CREATE UNIQUE INDEX \"I\" ON public.t USING btree (b, ((c + d)))");
		});
		assertThat(table.index("identity")).hasValueSatisfying((index) -> {
			assertThat(index.replicaIdentity()).isTrue();
			assertThat(index.clustered()).isTrue();
			assertThat(index.nullsNotDistinct()).isFalse();
		});
		assertThat(table.replicaIdentity()).isEqualTo(ReplicaIdentity.INDEX);
	}

	@Test
	void readsIndexesOfConstraints(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database, """
				create table t (a int constraint pk primary key, b int constraint uq unique deferrable,
					r int4range, constraint ex exclude using gist (r with &&, int4range(a, b) with -|-) where (b > 0));
				create unique index plain on t (a);
				""");
		assertThat(table.index("pk")).hasValueSatisfying((index) -> {
			assertThat(index.primary()).isTrue();
			assertThat(index.unique()).isTrue();
			assertThat(index.constraint()).isEqualTo("pk");
		});
		assertThat(table.index("uq")).hasValueSatisfying((index) -> {
			assertThat(index.primary()).isFalse();
			assertThat(index.immediate()).isFalse();
			assertThat(index.constraint()).isEqualTo("uq");
		});
		assertThat(table.index("ex")).hasValueSatisfying((index) -> {
			assertThat(index.exclusion()).isTrue();
			assertThat(index.constraint()).isEqualTo("ex");
			assertThat(index.keys()).extracting(Index.Key::exclusionOperator)
				.containsExactly("OPERATOR(pg_catalog.&&)", "OPERATOR(pg_catalog.-|-)");
			assertThat(index.columns()).containsExactly(1, 2, 3);
		});
		assertThat(table.index("plain")).hasValueSatisfying((index) -> assertThat(index.constraint()).isNull());
	}

	@Test
	void readsAnInterruptedBuildAsNotValid(TestDatabase database) throws SQLException {
		TestCatalogue.read(database, "create table t (a int)", "insert into t values (1), (1)");
		try (Connection connection = database.dataSource().getConnection()) {
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> connection.createStatement().execute("create unique index concurrently i on t (a)"));
		}
		assertThat(TestCatalogue.index(database).valid()).isFalse();
	}

	@Test
	void readsIndexesOfPartitions(TestDatabase database) throws SQLException {
		Catalogue catalogue = TestCatalogue.read(database, "create table t (a int, b int) partition by list (a)",
				"create table t1 partition of t for values in (1)", "create index i on t (b desc)",
				"create index own on t1 (a)");
		assertThat(catalogue.table("t").orElseThrow().indexes()).extracting(Index::inherited).containsExactly(false);
		assertThat(catalogue.table("t").orElseThrow().indexes()).extracting(Index::definition)
			.containsExactly("CREATE INDEX i ON ONLY public.t USING btree (b DESC)");
		assertThat(catalogue.table("t1").orElseThrow().indexes()).extracting(Index::name, Index::inherited)
			.containsExactly(tuple("own", false), tuple("t1_b_idx", true));
	}

}
