package io.github.versionedschema.autoconfigure.datasource;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.VersionedSchemaFactory;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Properties;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import io.github.versionedschema.autoconfigure.transition.SchemaEvent.InstanceFenced;
import io.github.versionedschema.autoconfigure.transition.SchemaEvent.VersionClosed;
import io.github.versionedschema.autoconfigure.transition.SchemaEvent.VersionReopened;
import io.github.versionedschema.autoconfigure.transition.SchemaEvent;
import io.github.versionedschema.execute.Gatekeeper.ClosedGate;
import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.session.Gate;
import io.github.versionedschema.session.UnversionedClients;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * Tests an application in use whose sessions are terminated and whose version is closed.
 * Its pool would let callers wait for ten minutes, so a quick answer shows that callers
 * do not wait.
 */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class TakenAwayTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final List<SchemaEvent> events = new CopyOnWriteArrayList<>();

	private TestDatabase database;

	private MigrationFiles migrations;

	private ApplicationContextRunner runner;

	@BeforeEach
	void prepare(TestDatabase database, @TempDir Path folder) {
		this.database = database;
		this.migrations = new MigrationFiles(folder).first();
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					VersionedSchemaAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class))
			.withPropertyValues(Properties.of(database))
			.withPropertyValues(this.migrations.property(), "spring.datasource.hikari.connection-timeout=600000",
					"spring.datasource.tomcat.max-wait=600000", "spring.datasource.dbcp2.max-wait=10m")
			.withInitializer((context) -> context.addApplicationListener((event) -> {
				if (event instanceof PayloadApplicationEvent<?> payload
						&& payload.getPayload() instanceof SchemaEvent change) {
					this.events.add(change);
				}
			}));
	}

	@ParameterizedTest
	@EnumSource
	void whoeverAsksIsToldAtOnceWhileTheVersionIsClosedAndItGoesOnWhenItIsOpen(PoolKind pool) {
		this.runner.withInitializer(pool.withOneConnection(true)::applyTo).run((context) -> {
			CompletableFuture<?> waiting = letSomebodyWait(context);
			try (Connection leader = this.database.dataSource().getConnection()) {
				ClosedGate gate = close(leader);
				assertThat(waiting).failsWithin(PATIENCE);
				await().atMost(PATIENCE)
					.untilAsserted(() -> assertThatException().isThrownBy(() -> use(context))
						.withStackTraceContaining("is closed at this moment"));
				await().atMost(PATIENCE).until(() -> readiness(context) == ReadinessState.REFUSING_TRAFFIC);
				gate.open();
				await().atMost(PATIENCE).until(() -> readiness(context) == ReadinessState.ACCEPTING_TRAFFIC);
				await().atMost(PATIENCE).ignoreExceptions().until(() -> use(context) == 0);
			}
			assertThat(this.events)
				.filteredOn((event) -> event instanceof VersionClosed || event instanceof VersionReopened)
				.hasExactlyElementsOfTypes(VersionClosed.class, VersionReopened.class);
		});
	}

	@ParameterizedTest
	@EnumSource
	void whoeverAsksIsToldAtOnceWhenTheVersionWasRetired(PoolKind pool) {
		this.runner.withInitializer(pool.withOneConnection(true)::applyTo).run((context) -> {
			CompletableFuture<?> waiting = letSomebodyWait(context);
			try (Connection leader = this.database.dataSource().getConnection()) {
				ClosedGate gate = close(leader);
				leader.createStatement().execute("update versioned_schema.version set state = 'retired'");
				gate.open();
			}
			assertThat(waiting).failsWithin(PATIENCE);
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThatException().isThrownBy(() -> use(context))
					.withStackTraceContaining("was retired and can never be used again"));
			await().atMost(PATIENCE)
				.until(() -> this.events.stream().anyMatch((event) -> event instanceof InstanceFenced));
			assertThat(readiness(context)).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
			assertThat(this.events).doesNotHaveAnyElementsOfTypes(VersionReopened.class);
		});
	}

	@ParameterizedTest
	@EnumSource
	void whoeverAsksIsServedAgainWhenAnExpandBringsBackAVersionThatAFailoverLost(PoolKind pool, CapturedOutput output) {
		this.runner.run((context) -> assertThat(use(context)).isZero());
		this.migrations.second();
		this.runner.withInitializer(pool.withOneConnection(true)::applyTo).run((context) -> {
			CompletableFuture<?> waiting = letSomebodyWait(context);
			losePublication();
			assertThat(waiting).failsWithin(PATIENCE);
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThatException().isThrownBy(() -> use(context))
					.withStackTraceContaining("is not live"));
			await().atMost(PATIENCE).until(() -> readiness(context) == ReadinessState.REFUSING_TRAFFIC);
			assertThat(longestWait(context)).isEqualTo(250);
			try (VersionedSchema elsewhere = context.getBean(VersionedSchemaFactory.class).create(null)) {
				elsewhere.expand();
			}
			await().atMost(PATIENCE).until(() -> readiness(context) == ReadinessState.ACCEPTING_TRAFFIC);
			await().atMost(PATIENCE).ignoreExceptions().until(() -> use(context) == 0);
			assertThat(client(context).sql("select full_name from customers").query(String.class).list()).isEmpty();
			assertThat(longestWait(context)).isEqualTo(600_000);
			assertThat(context.getBean(MigratedSchemas.class).versions().get(0).isUsable()).isTrue();
		});
		assertThat(this.events)
			.filteredOn((event) -> event instanceof InstanceFenced || event instanceof VersionReopened)
			.hasExactlyElementsOfTypes(InstanceFenced.class, VersionReopened.class);
		assertThat(output).contains(
				"\"02_full_name\" of schema \"public\" is live again. " + "This instance had refused traffic since ");
	}

	@Test
	void lettingTrafficInWaitsForTheLastDataSourceThatFindsTheVersion() {
		String role = this.database.createRole();
		this.runner.withPropertyValues("versioned-schema.pin=main,reports")
			.withBean("main", DataSource.class, () -> pool(this.database.user(), this.database.password()))
			.withBean("reports", DataSource.class, () -> pool(role, role))
			.run((context) -> {
				JdbcClient reports = JdbcClient.create(context.getBean("reports", DataSource.class));
				JdbcClient main = JdbcClient.create(context.getBean("main", DataSource.class));
				assertThat(main.sql("select 1").query(Integer.class).single()).isOne();
				this.database.jdbc().sql("grant usage on schema public_01_create_customers to " + role).update();
				assertThat(reports.sql("select 1").query(Integer.class).single()).isOne();
				AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
				this.database.jdbc().sql("update versioned_schema.version set state = 'preparing'").update();
				endSessions();
				PinnedPools pools = context.getBean(MigratedSchemas.class).all().get(0).foundation().pools();
				await().atMost(PATIENCE).until(() -> {
					assertThatException().isThrownBy(() -> main.sql("select 1").query().singleRow());
					assertThatException().isThrownBy(() -> reports.sql("select 1").query().singleRow());
					return isFenced(pools, "main") && isFenced(pools, "reports");
				});
				assertThat(readiness(context)).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
				this.database.jdbc().sql("alter role " + role + " nologin").update();
				this.database.jdbc().sql("update versioned_schema.version set state = 'live'").update();
				await().atMost(PATIENCE).until(() -> !isFenced(pools, "main"));
				assertThat(readiness(context)).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
				this.database.jdbc().sql("alter role " + role + " login").update();
				await().atMost(PATIENCE).until(() -> readiness(context) == ReadinessState.ACCEPTING_TRAFFIC);
				assertThat(isFenced(pools, "reports")).isFalse();
			});
	}

	private static boolean isFenced(PinnedPools pools, String name) {
		return Objects.requireNonNull(pools.get(name)).dataSource().isFenced();
	}

	private HikariDataSource pool(String user, String password) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(this.database.url());
		pool.setUsername(user);
		pool.setPassword(password);
		pool.setMaximumPoolSize(1);
		pool.setConnectionTimeout(1_000);
		return pool;
	}

	/** Simulates a server that lost the last transaction of the expand. */
	private void losePublication() {
		this.database.jdbc()
			.sql("""
					with version as (update versioned_schema.version set state = 'preparing' where name = '02_full_name'),
					     migration as (update versioned_schema.migration set state = 'expanding' where name = '02_full_name'),
					     run as (update versioned_schema.run set phase = 'expanding' where to_version = '02_full_name' returning id)
					delete from versioned_schema.step where step_id like 'publish%' and run = (select id from run)
					""")
			.update();
		this.database.jdbc().sql("drop schema public_02_full_name cascade").update();
		endSessions();
	}

	private void endSessions() {
		this.database.jdbc().sql("""
				select pg_terminate_backend(pid) from pg_stat_activity
				 where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
				""").query(Boolean.class).list();
	}

	private static long longestWait(ApplicationContext context) {
		DataSource pool = context.getBean(DataSource.class);
		return (pool instanceof HikariDataSource hikari) ? hikari.getConnectionTimeout()
				: (pool instanceof BasicDataSource dbcp2) ? dbcp2.getMaxWaitDuration().toMillis()
						: ((org.apache.tomcat.jdbc.pool.DataSource) pool).getMaxWait();
	}

	/** Starts a caller that waits for the only connection, which is in use. */
	private CompletableFuture<?> letSomebodyWait(ApplicationContext context) {
		assertThat(use(context)).isZero();
		AvailabilityChangeEvent.publish((ConfigurableApplicationContext) context, ReadinessState.ACCEPTING_TRAFFIC);
		CompletableFuture<?> using = CompletableFuture
			.runAsync(() -> client(context).sql("select pg_sleep(600)").query().singleRow(), this::inThread);
		await().atMost(PATIENCE)
			.until(() -> this.database.jdbc()
				.sql("select count(*) from pg_stat_activity where datname = current_database() and query like '%pg_sleep(600)%' and state = 'active' and pid <> pg_backend_pid()")
				.query(Integer.class)
				.single() == 1);
		return CompletableFuture.allOf(using, CompletableFuture.runAsync(() -> use(context), this::inThread));
	}

	private void inThread(Runnable work) {
		Thread thread = new Thread(work, "client");
		thread.setDaemon(true);
		thread.start();
	}

	private ClosedGate close(Connection leader) {
		int id = this.database.jdbc().sql("select id from versioned_schema.version").query(Integer.class).single();
		return new Gate(new UnversionedClients(Set.of(), "none"), PATIENCE).close(leader,
				new GatedVersion(id, MigrationFiles.FIRST, "public_" + MigrationFiles.FIRST, false), true,
				(terminated) -> {
				});
	}

	private static JdbcClient client(ApplicationContext context) {
		return JdbcClient.create(context.getBean(DataSource.class));
	}

	private static long use(ApplicationContext context) {
		return client(context).sql("select count(*) from customers").query(Long.class).single();
	}

	private static ReadinessState readiness(ApplicationContext context) {
		return context.getBean(ApplicationAvailability.class).getReadinessState();
	}

}
