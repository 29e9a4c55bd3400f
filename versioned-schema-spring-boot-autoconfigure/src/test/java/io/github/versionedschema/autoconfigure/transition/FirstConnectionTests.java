package io.github.versionedschema.autoconfigure.transition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Properties;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests the first connection of an application whose version is already usable.
 */
@PostgresTest
class FirstConnectionTests {

	private TestDatabase database;

	private MigrationFiles migrations;

	@BeforeEach
	void bringTheVersionIntoBeing(TestDatabase database, @TempDir Path folder) {
		this.database = database;
		this.migrations = new MigrationFiles(folder).first();
		start((context) -> {
		}).close();
		await().untilAsserted(() -> assertThat(sessions()).isEmpty());
	}

	private ConfigurableApplicationContext start(Consumer<GenericApplicationContext> beans) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.initializers((context) -> beans.accept((GenericApplicationContext) context))
			.properties(Stream
				.concat(Stream.of(Properties.of(this.database)),
						Stream.of(this.migrations.property(), "spring.datasource.hikari.maximum-pool-size=1"))
				.toArray(String[]::new))
			.run();
	}

	/** Returns the sessions of the application under test. */
	private List<Integer> sessions() {
		return this.database.jdbc().sql("""
				select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
					and backend_type = 'client backend'
				""").query(Integer.class).list();
	}

	private List<Integer> awaitSessions() {
		return await().until(this::sessions, (sessions) -> !sessions.isEmpty());
	}

	@Test
	void isOpenedBeforeAnybodyAsksAndGivenToTheFirstWhoDoes() {
		List<Integer> ahead = new ArrayList<>();
		List<Integer> used = new ArrayList<>();
		start((context) -> context.registerBean("firstUse", Integer.class, () -> {
			HikariDataSource pool = context.getBean(HikariDataSource.class);
			ahead.addAll(awaitSessions());
			used.add(JdbcClient.create(pool).sql("select pg_backend_pid()").query(Integer.class).single());
			return used.get(0);
		})).close();
		assertThat(used).hasSize(1).isEqualTo(ahead);
	}

	@Test
	void isClosedWhenTheApplicationIsReadyAndHasNotUsedIt() {
		List<Integer> ahead = new ArrayList<>();
		try (ConfigurableApplicationContext context = start(
				(starting) -> starting.registerBean("noUse", Integer.class, () -> {
					starting.getBean(HikariDataSource.class);
					ahead.addAll(awaitSessions());
					return ahead.size();
				}))) {
			assertThat(ahead).hasSize(1);
			await().untilAsserted(() -> assertThat(sessions()).isEmpty());
			assertThat(context.isActive()).isTrue();
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, VersionedSchemaAutoConfiguration.class })
	static class Application {

	}

}
