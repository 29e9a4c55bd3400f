package io.github.versionedschema.autoconfigure.observation;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Properties;
import io.github.versionedschema.autoconfigure.transition.SchemaLeader;
import io.github.versionedschema.autoconfigure.transition.Transition;
import io.github.versionedschema.autoconfigure.transition.TransitionRequest;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests what a trace of a transition looks like.
 */
@PostgresTest
class TransitionObservationsTests {

	private static final String TRANSITION = "versioned.schema.transitions";

	private static final String STEP = "versioned.schema.steps";

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private TestDatabase database;

	private MigrationFiles migrations;

	@BeforeEach
	void createTheTable(TestDatabase database, @TempDir Path folder) throws Exception {
		this.database = database;
		this.migrations = new MigrationFiles(folder).first();
		start(ObservationRegistry.NOOP).close();
		database.jdbc().sql("insert into customers select i, 'Ann ' || i from generate_series(1, 5000) i").update();
		this.migrations.add("02_short_name.yaml", """
				operations:
				  - add_column: { table: customers, up: "left(name, 3)", column: { name: short_name, type: text } }
				""");
	}

	private ConfigurableApplicationContext start(ObservationRegistry registry, String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.initializers((context) -> ((GenericApplicationContext) context).registerBean(ObservationRegistry.class,
					() -> registry))
			.properties(Stream.of(Properties.of(this.database), new String[] { this.migrations.property() }, properties)
				.flatMap(Stream::of)
				.toArray(String[]::new))
			.run();
	}

	private List<Observation.Context> contexts() {
		List<Observation.Context> contexts = new ArrayList<>();
		TestObservationRegistryAssert.assertThat(this.registry).hasHandledContextsThatSatisfy(contexts::addAll);
		return contexts;
	}

	private Stream<Observation.Context> steps(String phase) {
		return contexts().stream()
			.filter((context) -> STEP.equals(context.getName()) && phase.equals(value(context, "phase")));
	}

	private static String value(Observation.Context context, String key) {
		return (context.getAllKeyValues().stream().anyMatch((candidate) -> candidate.getKey().equals(key)))
				? context.getAllKeyValues()
					.stream()
					.filter((candidate) -> candidate.getKey().equals(key))
					.findFirst()
					.orElseThrow()
					.getValue()
				: "";
	}

	@Test
	void anExpandIsOneSpanWithASpanForEachStep() {
		start(this.registry).close();
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasNumberOfObservationsWithNameEqualTo(TRANSITION, 1)
			.hasObservationWithNameEqualTo(TRANSITION)
			.that()
			.hasContextualNameEqualTo("schema expand")
			.hasLowCardinalityKeyValue("schema", "public")
			.hasLowCardinalityKeyValue("transition", "expand")
			.hasLowCardinalityKeyValue("outcome", "success")
			.hasHighCardinalityKeyValue("version", "02_short_name")
			.hasHighCardinalityKeyValue("changed", "true")
			.hasBeenStarted()
			.hasBeenStopped()
			.doesNotHaveError();
		assertThat(contexts()).filteredOn((context) -> STEP.equals(context.getName()))
			.hasSizeGreaterThan(2)
			.allSatisfy((step) -> {
				assertThat(value(step, "outcome")).isEqualTo("success");
				assertThat(value(step, "version")).isEqualTo("02_short_name");
				assertThat(value(step, "step")).isNotEmpty();
				assertThat(value(step, "title")).isNotEmpty();
				assertThat(Objects.requireNonNull(step.getParentObservation()).getContextView().getName())
					.isEqualTo(TRANSITION);
			});
		assertThat(steps("publish")).hasSize(1);
		assertThat(steps("backfill")).singleElement().satisfies((backfill) -> {
			assertThat(backfill.getContextualName()).isEqualTo("schema step backfill");
			assertThat(value(backfill, "table")).isEqualTo("customers");
			assertThat(value(backfill, "rows")).isEqualTo("5000");
			assertThat(Integer.parseInt(value(backfill, "batches"))).isPositive();
		});
	}

	@Test
	void aStartThatFindsItsVersionLiveHasNoSpan() {
		start(ObservationRegistry.NOOP).close();
		start(this.registry).close();
		assertThat(contexts()).isEmpty();
	}

	@Test
	void aStepSaysHowLongItWaitedForLocks() throws Exception {
		try (Connection client = lockTheTable()) {
			CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture
				.supplyAsync(() -> start(this.registry, "versioned-schema.lock-timeout=50ms"));
			List<String> events = record();
			await().atMost(60, TimeUnit.SECONDS).until(() -> events.contains("blocked"));
			client.rollback();
			start.get(60, TimeUnit.SECONDS).close();
		}
		assertThat(contexts()).filteredOn((context) -> !value(context, "lock.attempts").isEmpty())
			.singleElement()
			.satisfies((step) -> {
				assertThat(Integer.parseInt(value(step, "lock.attempts"))).isGreaterThan(1);
				assertThat(Long.parseLong(value(step, "lock.wait.ms"))).isPositive();
				assertThat(value(step, "outcome")).isEqualTo("success");
			});
	}

	@Test
	void aStepThatDoesNotGetItsLocksFailsAndSoDoesTheTransition() throws Exception {
		try (Connection client = lockTheTable()) {
			assertThat(client.isValid(10)).isTrue();
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(
					() -> start(this.registry, "versioned-schema.lock-timeout=50ms", "versioned-schema.lock-tries=2"));
		}
		assertThat(contexts()).filteredOn((context) -> value(context, "outcome").equals("blocked"))
			.extracting(Observation.Context::getName)
			.containsExactlyInAnyOrder(TRANSITION, STEP);
		assertThat(contexts()).filteredOn((context) -> value(context, "outcome").equals("blocked"))
			.allSatisfy((context) -> assertThat(context.getError()).isNotNull());
	}

	@Test
	void aRequestedTransitionIsAPartOfTheRequest() throws Exception {
		try (ConfigurableApplicationContext application = start(ObservationRegistry.NOOP)) {
			assertThat(application.isActive()).isTrue();
			try (ConfigurableApplicationContext observed = start(this.registry); Connection old = attachToTheFirst()) {
				assertThat(old.isValid(10)).isTrue();
				Observation request = Observation.start("request", this.registry);
				SchemaLeader leader = observed.getBean(MigratedSchemas.class).all().get(0).leader();
				CompletableFuture<?> outcome = request
					.scoped(() -> leader.begin(new TransitionRequest(Transition.COMPLETE, null, false)))
					.outcome();
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> outcome.get(60, TimeUnit.SECONDS))
					.withCauseInstanceOf(RefusedException.class);
				request.stop();
			}
		}
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo(TRANSITION)
			.that()
			.hasLowCardinalityKeyValue("outcome", "refused")
			.hasError()
			.hasParentObservationContextMatching((parent) -> "request".equals(parent.getName()));
	}

	@Test
	void whatAHandlerThrowsDoesNotAffectTheTransition() {
		this.registry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public void onStart(Observation.Context context) {
				throw new IllegalStateException("no start");
			}

			@Override
			public void onStop(Observation.Context context) {
				throw new IllegalStateException("no stop");
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
		start(this.registry).close();
		assertThat(this.database.jdbc()
			.sql("select count(*) from customers where short_name = 'Ann'")
			.query(Long.class)
			.single()).isEqualTo(5000);
	}

	private List<String> record() {
		List<String> events = new CopyOnWriteArrayList<>();
		this.registry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public void onEvent(Observation.Event event, Observation.Context context) {
				events.add(event.getName());
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
		return events;
	}

	private Connection lockTheTable() throws Exception {
		Connection client = this.database.dataSource().getConnection();
		client.setAutoCommit(false);
		client.createStatement().execute("lock table customers in access share mode");
		return client;
	}

	private Connection attachToTheFirst() throws Exception {
		PGSimpleDataSource first = this.database.dataSource();
		first.setCurrentSchema("public_" + MigrationFiles.FIRST + ", public");
		Connection session = first.getConnection();
		session.createStatement().execute("select versioned_schema.attach('" + MigrationFiles.FIRST + "')");
		return session;
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, VersionedSchemaAutoConfiguration.class,
			SchemaObservationAutoConfiguration.class })
	static class Application {

	}

}
