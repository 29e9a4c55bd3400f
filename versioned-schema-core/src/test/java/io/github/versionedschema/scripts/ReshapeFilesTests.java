package io.github.versionedschema.scripts;

import java.io.IOException;
import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.migration.NamedFile;
import io.github.versionedschema.plan.operation.Operations;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests that a folder of Reshape's files can be expanded, aborted and completed.
 */
@PostgresTest
class ReshapeFilesTests {

	private static final String FIRST = "1_shop";

	private static final String LAST = "3_goods";

	private TestDatabase database;

	@BeforeEach
	void installTheFirstFile(TestDatabase database) throws IOException {
		this.database = database;
		try (VersionedSchema first = schema("1_shop.toml")) {
			first.expand();
		}
		database.jdbc().sql("""
				insert into users (name, age) values ('Mary Smith', 3), ('Ann Jones', null);
				insert into places (hall, shelf) values (1, 2);
				insert into items (user_id, hall, shelf, price) values (1, 1, 2, 5), (2, 1, 2, 0);
				""").update();
	}

	@Test
	void theFirstFileMakesTheTablesOfReshape() {
		assertThat(constraints()).containsExactlyInAnyOrder("users_pkey PRIMARY KEY (id)",
				"places_pkey PRIMARY KEY (shelf, hall)", "items_pkey PRIMARY KEY (id)",
				"items_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE",
				"items_price CHECK ((price >= 0)) Nobody pays for taking an item");
		assertThat(text("select pg_get_indexdef('items_price_idx'::regclass)")).isEqualTo(
				"CREATE INDEX items_price_idx ON public.items USING btree (price DESC NULLS LAST, id) WHERE (price > 0)");
		assertThat(text("select obj_description('items_price_idx'::regclass)")).isEqualTo("Most expensive first");
		assertThat(text("select obj_description('items'::regclass)")).isEqualTo("What users sell");
	}

	@Test
	void bothVersionsSeeTheirShapeUntilComplete() throws IOException {
		CatalogueSnapshot before = CatalogueSnapshot.of(this.database, "public");
		try (VersionedSchema schema = schema("*")) {
			schema.expand();
			schema.abort(false);
			assertThat(CatalogueSnapshot.of(this.database, "public")).isEqualTo(before);
			schema.expand();
			JdbcClient older = client(FIRST);
			JdbcClient newer = client(LAST);
			older.sql("insert into users (name, age) values ('Cy Twombly', 4)").update();
			newer.sql("insert into users (first_name, months) values ('Eve', 24)").update();
			newer.sql("update users set months = 48 where id = 1").update();
			older.sql("update users set name = 'Ann Miller' where id = 2").update();
			assertThat(older.sql("select concat_ws('|', name, age) from users order by id").query(String.class).list())
				.containsExactly("Mary Smith|4", "Ann Miller", "Cy Twombly|4", "Eve |2");
			assertThat(newer.sql("select concat_ws('|', first_name, last_name, months) from users order by id")
				.query(String.class)
				.list()).containsExactly("Mary|Smith|48", "Ann|Miller", "Cy|Twombly|48", "Eve|24");
			older.sql("insert into users (name, age) values ('No Months', 0)").update();
			assertThatThrownBy(() -> newer.sql("update users set months = 0 where id = 1").update())
				.hasMessageContaining("users_months");
			assertThatThrownBy(() -> newer.sql("update goods set shelf = 3 where id = 1").update())
				.hasMessageContaining("items_shelf_hall_fkey");
			newer.sql("update goods set state = 'it''s sold' where id = 1").update();
			older.sql("delete from users where name = 'No Months'").update();
			schema.complete(false);
		}
		assertThat(constraints()).containsExactlyInAnyOrder("users_pkey PRIMARY KEY (id)",
				"users_months CHECK ((months > 0))", "places_pkey PRIMARY KEY (shelf, hall)",
				"items_pkey PRIMARY KEY (id)",
				"items_shelf_hall_fkey FOREIGN KEY (shelf, hall) REFERENCES places(shelf, hall)");
		assertThat(text("select to_regclass('items_price_idx')::text")).isNull();
		assertThat(text("select obj_description('goods'::regclass)")).isEqualTo("What is sold");
		assertThat(text("select string_agg(state::text, ',' order by id) || sold() from goods"))
			.isEqualTo("it's sold,newsold");
	}

	@Test
	void checksNeedNoNameAndIndexesMayHaveExpressions() throws IOException {
		Resource file = new NamedFile("2_profiles.toml",
				"""
						[[actions]]
						type = "create_table"
						name = "profiles"
						primary_key = ["id"]
						columns = [{ name = "id", type = "INTEGER" }, { name = "email", type = "TEXT" }]
						checks = [{ expression = "length(email) > 0" }, { expression = "email <> ''" }, { expression = "id > length(email)" }]

						[[actions]]
						type = "add_index"
						table = "profiles"
						index = { name = "profiles_email", unique = true, columns = [{ expression = "lower(email)" }, "id"] }

						[[actions]]
						type = "add_check"
						table = "users"
						check = { name = "users_age", expression = "age >= 0", comment = "Nobody is unborn" }

						[[actions]]
						type = "custom"
						complete = "COMMENT ON TABLE profiles IS 'Of users'"
						abort = "DROP TABLE IF EXISTS aborted"

						[[actions]]
						type = "custom"
						""");
		this.database.jdbc().sql("create table aborted ()").update();
		try (VersionedSchema schema = schema(List.of(new ClassPathResource("reshape/1_shop.toml"), file))) {
			schema.expand();
			schema.abort(false);
			assertThat(text("select to_regclass('aborted')::text")).isNull();
			schema.expand();
			schema.complete(false);
		}
		assertThat(constraints()).contains("profiles_email_check CHECK ((length(email) > 0))",
				"profiles_email_check1 CHECK ((email <> ''::text))", "profiles_check CHECK ((id > length(email)))",
				"users_age CHECK ((age >= 0)) Nobody is unborn");
		assertThat(text("select pg_get_indexdef('profiles_email'::regclass)"))
			.isEqualTo("CREATE UNIQUE INDEX profiles_email ON public.profiles USING btree (lower(email), id)");
		assertThat(text("select obj_description('profiles'::regclass)")).isEqualTo("Of users");
	}

	@Test
	void aRelationMovesToANewTable() throws IOException {
		String users = """
				create table members (id int primary key, account_id int not null, account_role text not null);
				insert into members values (1, 1, 'admin');
				""";
		this.database.jdbc().sql(users).update();
		Resource file = new NamedFile("2_connections.toml", """
				[[actions]]
				type = "create_table"
				name = "connections"
				primary_key = ["account_id", "user_id"]

				    [[actions.columns]]
				    name = "account_id"
				    type = "INTEGER"

				    [[actions.columns]]
				    name = "user_id"
				    type = "INTEGER"

				    [[actions.columns]]
				    name = "role"
				    type = "TEXT"
				    nullable = false

				    [actions.up]
				    table = "members"
				    values = { user_id = "id", account_id = "account_id", role = "UPPER(account_role)" }
				    where = "connections.user_id = members.id"

				[[actions]]
				type = "remove_column"
				table = "members"
				column = "account_id"

				    [actions.down]
				    table = "connections"
				    value = "connections.account_id"
				    where = "members.id = connections.user_id"

				[[actions]]
				type = "remove_column"
				table = "members"
				column = "account_role"

				    [actions.down]
				    table = "connections"
				    value = "LOWER(connections.role)"
				    where = "members.id = connections.user_id"
				""");
		CatalogueSnapshot before = CatalogueSnapshot.of(this.database, "public");
		try (VersionedSchema schema = schema(List.of(new ClassPathResource("reshape/1_shop.toml"), file))) {
			schema.expand();
			schema.abort(false);
			assertThat(CatalogueSnapshot.of(this.database, "public")).isEqualTo(before);
			schema.expand();
			JdbcClient older = client(FIRST);
			JdbcClient newer = client("2_connections");
			older.sql("insert into members values (2, 1, 'developer')").update();
			assertThatThrownBy(() -> older.sql("insert into members values (4, null, 'developer')").update())
				.hasMessageContaining("null value in column \"account_id\"");
			older.sql("update members set account_role = 'admin' where id = 2").update();
			newer.sql("update connections set role = 'DEVELOPER' where user_id = 2").update();
			newer.sql("""
					begin;
					insert into members (id) values (3);
					insert into connections (user_id, account_id, role) values (3, 1, 'GUEST');
					commit
					""").update();
			assertThat(older.sql("select concat_ws(' ', id, account_id, account_role) from members order by id")
				.query(String.class)
				.list()).containsExactly("1 1 admin", "2 1 developer", "3 1 guest");
			schema.complete(false);
			assertThat(newer.sql("select concat_ws(' ', user_id, account_id, role) from connections order by user_id")
				.query(String.class)
				.list()).containsExactly("1 1 ADMIN", "2 1 DEVELOPER", "3 1 GUEST");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "type = \"remove_check\", check = \"items_prize\"",
			"type = \"remove_foreign_key\", foreign_key = \"items_prize\"" })
	void aConstraintThatDoesNotExistIsToldBeforeAnythingChanges(String action) {
		Resource file = new NamedFile("2_wrong.toml",
				"\n[[actions]]\ntable = \"items\"\n%s\n".formatted(action.replace(", ", "\n")));
		String key = action.substring(action.indexOf("remove"), action.indexOf("\","));
		try (VersionedSchema schema = schema(List.of(new ClassPathResource("reshape/1_shop.toml"), file))) {
			assertThatThrownBy(schema::expand)
				.hasMessageContaining(
						"2_wrong.toml:2 operation 1 (%s): Table \"items\" has no constraint \"items_prize\"", key)
				.hasMessageContaining("Did you mean \"items_price\"?");
		}
	}

	private List<String> constraints() {
		return this.database.jdbc().sql("""
				select concat_ws(' ', conname, pg_get_constraintdef(oid), obj_description(oid)) from pg_constraint
				where connamespace = 'public'::regnamespace and contype <> 'n'""").query(String.class).list();
	}

	private String text(String sql) {
		return this.database.jdbc().sql(sql).query(String.class).optional().orElse(null);
	}

	private JdbcClient client(String version) {
		PGSimpleDataSource source = this.database.dataSource();
		source.setCurrentSchema("public_" + version + ",public");
		return JdbcClient.create(source);
	}

	private VersionedSchema schema(String files) throws IOException {
		return schema(List.of(new PathMatchingResourcePatternResolver().getResources("classpath:reshape/" + files)));
	}

	private VersionedSchema schema(List<Resource> resources) {
		List<Migration> migrations = new MigrationReader(Operations.types()).read(resources);
		return VersionedSchema
			.builder(VersionedSchemaSettings.of("public"), () -> this.database.dataSource().getConnection(),
					() -> migrations)
			.build();
	}

}
