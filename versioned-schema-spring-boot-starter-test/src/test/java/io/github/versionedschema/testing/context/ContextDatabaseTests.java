package io.github.versionedschema.testing.context;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.migration.MigrationFiles;
import io.github.versionedschema.migration.MigrationFolder;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.migration.MigrationSource;
import io.github.versionedschema.plan.operation.Operations;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.testing.database.TemporaryDatabase;
import io.github.versionedschema.testing.database.TestDatabases;
import io.github.versionedschema.testing.shop.ShopApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class ContextDatabaseTests {

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	@AfterEach
	void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
	}

	private ConfigurableApplicationContext context(TestDatabase database, String user, String... properties) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(ShopApplication.class)
			.initializers((created) -> new TestContextCustomizer().customizeContext(created, null))
			.properties(properties)
			.properties("spring.datasource.url=" + database.url(), "spring.datasource.username=" + user,
					"spring.datasource.password=" + (user.equals(database.user()) ? database.password() : user),
					"spring.datasource.hikari.maximum-pool-size=2")
			.run();
		this.contexts.add(context);
		return context;
	}

	private static String databaseOf(ConfigurableApplicationContext context) {
		return context.getBean(JdbcClient.class).sql("select current_database()").query(String.class).single();
	}

	private static List<String> databases(TestDatabase database, String kind) {
		return database.server()
			.jdbc()
			.sql("select datname from pg_database where datname like 'versioned\\_schema\\_' || ? || '\\_'"
					+ " || (select oid from pg_database where datname = ?) || '\\_%'")
			.param(kind)
			.param(database.name())
			.query(String.class)
			.list();
	}

	@Test
	void contextsHaveClonesOfOneTemplate(TestDatabase database) {
		ConfigurableApplicationContext first = context(database, database.user());
		ConfigurableApplicationContext second = context(database, database.user());
		assertThat(databases(database, "template")).hasSize(1);
		assertThat(databases(database, "test")).containsExactlyInAnyOrder(databaseOf(first), databaseOf(second));
		first.getBean(JdbcClient.class).sql("insert into customer (name) values ('Mary')").update();
		assertThat(second.getBean(JdbcClient.class).sql("select count(*) from customer").query(Long.class).single())
			.isZero();
		first.close();
		assertThat(databases(database, "test")).containsExactly(databaseOf(second));
	}

	@Test
	void otherMigrationsHaveAnotherTemplate(TestDatabase database) {
		context(database, database.user());
		ConfigurableApplicationContext older = context(database, database.user(),
				"versioned-schema.version=01_create_customer");
		assertThat(databases(database, "template")).hasSize(2);
		older.getBean(JdbcClient.class).sql("insert into customer (name) values (null)").update();
	}

	@Test
	void objectsOfTheConfiguredDatabaseAreCopied(TestDatabase database) {
		database.jdbc().sql("create table made_by_an_init_script as select 7 as number").update();
		ConfigurableApplicationContext context = context(database, database.user());
		assertThat(context.getBean(JdbcClient.class)
			.sql("select number from made_by_an_init_script")
			.query(Integer.class)
			.single()).isEqualTo(7);
		assertThat(databaseOf(context)).startsWith("versioned_schema_test_");
	}

	@Test
	void aPropertySwitchesItOff(TestDatabase database) {
		ConfigurableApplicationContext context = context(database, database.user(), ContextDatabase.ENABLED + "=false");
		assertThat(databaseOf(context)).isEqualTo(database.name());
		assertThat(databases(database, "template")).isEmpty();
	}

	@Test
	void aRoleWithoutThePrivilegeUsesTheConfiguredDatabase(TestDatabase database, CapturedOutput output) {
		String role = database.createRole();
		database.jdbc().sql("grant all on schema public to " + role).update();
		database.jdbc().sql("grant create on database " + database.name() + " to " + role).update();
		ConfigurableApplicationContext context = context(database, role);
		assertThat(databaseOf(context)).isEqualTo(database.name());
		assertThat(output).contains("WARN", "Role \"" + role + "\" may not create databases",
				"The configured database is migrated and used");
	}

	@Test
	void aRoleThatMayCreateDatabasesNeedsNoOtherPrivilege(TestDatabase database) {
		String role = database.createRole();
		database.server().jdbc().sql("alter role " + role + " createdb").update();
		ConfigurableApplicationContext context = context(database, role);
		assertThat(databaseOf(context)).startsWith("versioned_schema_test_");
		context.close();
		databases(database, "template").forEach(
				(template) -> database.server().jdbc().sql("drop database " + template + " with (force)").update());
	}

	@Test
	void leftoversOfKilledProcessesAreDropped(TestDatabase database) {
		ConfigurableApplicationContext first = context(database, database.user());
		String leftover = databaseOf(first) + "0";
		database.server().jdbc().sql("create database " + leftover).update();
		ConfigurableApplicationContext second = context(database, database.user());
		assertThat(databases(database, "test")).containsExactlyInAnyOrder(databaseOf(first), databaseOf(second));
	}

	@Test
	void concurrentProcessesCreateOneTemplate(TestDatabase database) throws Exception {
		MigrationSource migrations = new MigrationFiles(() -> new MigrationReader(Operations.types()),
				new MigrationFolder(new PathMatchingResourcePatternResolver(),
						List.of("classpath:db/versioned-schema/")));
		Callable<TemporaryDatabase> creation = () -> new TestDatabases(() -> database.dataSource().getConnection(),
				(name) -> () -> database.server().dataSource(name).getConnection())
			.migrated(VersionedSchemaSettings.of("public"), migrations);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			for (Future<TemporaryDatabase> created : threads
				.invokeAll(List.of(creation, creation, creation, creation))) {
				created.get().close();
			}
		}
		finally {
			threads.shutdown();
		}
		assertThat(databases(database, "template")).hasSize(1);
		assertThat(databases(database, "test")).isEmpty();
	}

}
