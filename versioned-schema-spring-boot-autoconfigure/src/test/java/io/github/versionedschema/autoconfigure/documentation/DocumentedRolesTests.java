package io.github.versionedschema.autoconfigure.documentation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.versionedschema.autoconfigure.support.DocumentedPage;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Shop;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the statements and properties on {@code docs/security.md} give both roles
 * what they need. They are taken from the page, with this test's names of the database
 * and the roles, as roles belong to the server.
 */
@PostgresTest
class DocumentedRolesTests {

	private static final DocumentedPage PAGE = DocumentedPage.of("security.md");

	private TestDatabase database;

	private Map<String, String> names;

	@BeforeEach
	void createTheRolesOfThePage(TestDatabase database) {
		this.database = database;
		String name = database.jdbc().sql("select current_database()").query(String.class).single();
		this.names = Map.of("app_owner", name + "_owner", "app", name + "_app", "shop", name);
		database.jdbc().sql("create table customers (id int primary key, full_name text)").update();
		database.jdbc().sql("insert into customers values (1, 'Ann Smith')").update();
		PAGE.blocks("sql").stream().limit(2).forEach((script) -> run(renamed(script)));
	}

	@AfterEach
	void dropThem() {
		for (String role : List.of(renamed("app"), renamed("app_owner"))) {
			run("reassign owned by %s to current_user; drop owned by %s; drop role %s".formatted(role, role, role));
		}
	}

	private void run(String script) {
		this.database.jdbc().sql(script).update();
	}

	private String renamed(String text) {
		String renamed = text;
		for (Map.Entry<String, String> name : this.names.entrySet()) {
			renamed = renamed.replaceAll("\\b" + name.getKey() + "\\b(?!-|:)", name.getValue());
		}
		return renamed;
	}

	private String[] properties() {
		YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
		yaml.setResources(new ByteArrayResource(PAGE.blocks("yaml").get(0).getBytes(StandardCharsets.UTF_8)));
		return Objects.requireNonNull(yaml.getObject())
			.entrySet()
			.stream()
			.map((property) -> property.getKey() + "="
					+ renamed(String.valueOf(property.getValue())).replace("${OWNER_PASSWORD}", "change-me")
						.replace("${APP_PASSWORD}", "change-me-too"))
			.toArray(String[]::new);
	}

	@Test
	void theLeaderChangesTheSchemaAndTheApplicationOnlyUsesIt(@TempDir Path folder) {
		JdbcClient app = JdbcClient.create(this.database.dataSource(renamed("app"), "change-me-too"));
		try (Shop shop = new Shop(this.database, folder)) {
			new MigrationFiles(folder).add(Shop.FIRST + ".yaml", """
					operations:
					  - create_table:
					      name: orders
					      columns:
					        - {name: id, type: serial, pk: true}
					        - {name: note, type: text}
					""");
			shop.start(1, properties());
			shop.sql(1, "insert into orders (note) values ('gift') returning id");
			shop.sql(1, "insert into customers values (2, 'Bob Jones') returning id");
			shop.start(2, properties());
			shop.sql(2, "insert into customers (id, first_name, last_name) values (3, 'Cy', 'Doe') returning id");
			shop.sql(1, "update customers set full_name = 'Di Roe' where id = 3 returning id");
			assertThat(shop.send(2, "POST", "schema-versions/complete").statusCode()).isEqualTo(409);
			assertThat(shop.send(2, "POST", "schema-versions/complete/force").statusCode()).isEqualTo(202);
			shop.awaitPhase(2, "STEADY");
			shop.sql(2, "select first_name, last_name from customers");
		}
		assertThat(app.sql("select last_name from customers order by id").query(String.class).list())
			.containsExactly("Smith", "Jones", "Roe");
		for (String denied : List.of("create table t (a int)", "alter table customers add a int", "create schema s",
				"select * from versioned_schema.version")) {
			assertThatExceptionOfType(DataAccessException.class).as(denied).isThrownBy(() -> app.sql(denied).update());
		}
	}

}
