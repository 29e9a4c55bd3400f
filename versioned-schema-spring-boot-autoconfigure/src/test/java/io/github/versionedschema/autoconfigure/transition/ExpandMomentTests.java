package io.github.versionedschema.autoconfigure.transition;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import io.github.versionedschema.autoconfigure.support.HandWrittenSchema;
import io.github.versionedschema.autoconfigure.transition.SchemaEvent.VersionUsable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class ExpandMomentTests {

	private final HandWrittenSchema schema = new HandWrittenSchema();

	private final CountDownLatch finish = new CountDownLatch(1);

	private final List<String> events = new CopyOnWriteArrayList<>();

	/** Runs when the version is usable. */
	private volatile Runnable whenUsable = () -> {
	};

	/** Runs when the application has started and is not ready yet. */
	private volatile Runnable whenStarted = () -> {
	};

	private CompletableFuture<ConfigurableApplicationContext> run;

	private volatile ConfigurableApplicationContext context;

	@AfterEach
	void stop() throws Exception {
		this.finish.countDown();
		if (this.run != null) {
			this.run.handle((context, failure) -> context).get(30, TimeUnit.SECONDS);
		}
		if (this.context != null) {
			this.context.close();
		}
	}

	private SpringApplicationBuilder application() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.initializers((context) -> {
				this.context = context;
				context.getBeanFactory().registerSingleton("versionedSchema", this.schema);
				context.getBeanFactory().registerSingleton("events", this.events);
				context.getBeanFactory().registerSingleton("whenUsable", (Runnable) () -> this.whenUsable.run());
				context.addApplicationListener((ApplicationListener<AvailabilityChangeEvent<?>>) (event) -> this.events
					.add(event.getState().toString()));
				context.addApplicationListener(
						(ApplicationListener<ApplicationStartedEvent>) (event) -> this.whenStarted.run());
			});
	}

	private void start(String... args) {
		this.schema.expand = () -> {
			this.events.add("expanding");
			awaitFinish();
			this.events.add("expanded");
		};
		this.run = CompletableFuture.supplyAsync(() -> application().run(args));
	}

	private void awaitFinish() {
		try {
			this.finish.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void awaitEvent(String event) {
		await().until(() -> this.events.contains(event));
	}

	private SchemaLeader leader() {
		return this.context.getBean(MigratedSchemas.class).all().get(0).leader();
	}

	@Test
	void readyLetsTrafficInWhenTheVersionCanBeUsed() throws Exception {
		start();
		awaitEvent("expanding");
		ApplicationAvailability availability = this.context.getBean(ApplicationAvailability.class);
		assertThat(availability.getLivenessState()).isEqualTo(LivenessState.CORRECT);
		assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		assertThat(this.schema.thread().getName()).isEqualTo("versioned-schema-leader");
		this.finish.countDown();
		this.run.get(30, TimeUnit.SECONDS);
		assertThat(this.events).containsExactly("lifecycle", "CORRECT", "runner", "expanding", "expanded", "usable",
				"ACCEPTING_TRAFFIC");
	}

	@Test
	void lifecycleLetsNothingStartBefore() throws Exception {
		start("--versioned-schema.expand.on=lifecycle");
		awaitEvent("expanding");
		assertThat(this.events).containsExactly("CORRECT", "expanding");
		this.finish.countDown();
		this.run.get(30, TimeUnit.SECONDS);
		assertThat(this.events).containsSubsequence("expanded", "lifecycle", "runner", "ACCEPTING_TRAFFIC");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "--spring.main.lazy-initialization=true" })
	void startupExpandsWhileBeansAreCreated(String further) throws Exception {
		start("--versioned-schema.expand.on=startup", further);
		awaitEvent("expanding");
		assertThat(this.events).containsExactly("expanding");
		this.finish.countDown();
		this.run.get(30, TimeUnit.SECONDS);
		assertThat(this.events).containsSubsequence("expanded", "lifecycle", "CORRECT", "runner", "ACCEPTING_TRAFFIC");
	}

	@Test
	void neverWaitsForSomebodyElse() throws Exception {
		start("--versioned-schema.expand.on=never", "--versioned-schema.expand.poll-interval=10ms");
		awaitEvent("runner");
		assertThat(this.run).isNotDone();
		this.schema.usable = true;
		this.run.get(30, TimeUnit.SECONDS);
		assertThat(this.events).contains("usable", "ACCEPTING_TRAFFIC").doesNotContain("expanding");
	}

	@Test
	void neverLetsNoTransitionWaitBehindTheVersion(CapturedOutput output) throws Exception {
		start("--versioned-schema.expand.on=never", "--versioned-schema.expand.poll-interval=10ms");
		await().until(() -> output.getOut().contains("Waiting for version"));
		SchemaLeader leader = leader();
		assertThat(leader.begin(TransitionRequest.of(Transition.ABORT))).isNull();
		this.schema.usable = true;
		this.run.get(30, TimeUnit.SECONDS);
		assertThat(leader.begin(TransitionRequest.of(Transition.ABORT))).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ready", "never" })
	void noTransitionRunsBeforeTheVersionIsSought(String moment) throws Exception {
		this.schema.usable = true;
		List<Boolean> begun = new CopyOnWriteArrayList<>();
		this.whenStarted = () -> begun.add(leader().begin(TransitionRequest.of(Transition.ABORT)) != null);
		this.finish.countDown();
		start("--versioned-schema.expand.on=" + moment);
		this.run.get(30, TimeUnit.SECONDS);
		assertThat(begun).containsExactly(false);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anInstanceThatLosesItsVersionDuringTheStartAcceptsTrafficWhenItIsBack(boolean closedOnly) throws Exception {
		this.whenStarted = () -> {
			ApplicationVersion version = this.context.getBean(MigratedSchemas.class).versions().get(0);
			if (closedOnly) {
				version.close("It is being retired.");
			}
			else {
				version.fence("It was retired.");
			}
		};
		this.finish.countDown();
		start("--versioned-schema.expand.on=lifecycle");
		this.run.get(30, TimeUnit.SECONDS);
		ApplicationAvailability availability = this.context.getBean(ApplicationAvailability.class);
		assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		this.context.getBean(MigratedSchemas.class).versions().get(0).reopen();
		assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void aListenerMayUseTheVersionBeforeTrafficIsAccepted() throws Exception {
		this.whenUsable = () -> {
			requireVersion();
			this.events.add("used");
		};
		start();
		this.finish.countDown();
		this.run.get(30, TimeUnit.SECONDS);
		assertThat(this.events).containsSubsequence("expanded", "usable", "used", "ACCEPTING_TRAFFIC");
	}

	@Test
	void aChildOfTheContextHasNoVersionOfItsOwn() throws Exception {
		this.finish.countDown();
		start();
		try (ConfigurableApplicationContext parent = this.run.get(30, TimeUnit.SECONDS);
				ConfigurableApplicationContext child = new SpringApplicationBuilder(Application.class).parent(parent)
					.web(WebApplicationType.NONE)
					.registerShutdownHook(false)
					.run()) {
			assertThat(child.getBean(MigratedSchemas.class)).isSameAs(parent.getBean(MigratedSchemas.class));
			assertThat(child.getBeanFactory().getBeanNamesForType(SchemaLeader.class)).isEmpty();
		}
	}

	@Test
	void aListenerThatFailsChangesNothingElse(CapturedOutput output) throws Exception {
		this.whenUsable = () -> {
			throw new IllegalStateException("Not my day");
		};
		start();
		this.finish.countDown();
		this.run.get(30, TimeUnit.SECONDS);
		assertThat(this.events).containsSubsequence("usable", "ACCEPTING_TRAFFIC");
		assertThat(output).contains("A listener of VersionUsable failed. This does not affect the schema")
			.contains("Not my day");
	}

	private void requireVersion() {
		try {
			this.context.getBean(MigratedSchemas.class).versions().get(0).awaitUsable();
		}
		catch (StartStoppedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void neverGivesUpWhenToldTo() {
		assertThatExceptionOfType(VersionWaitTimeoutException.class)
			.isThrownBy(() -> application().run("--versioned-schema.expand.on=never",
					"--versioned-schema.expand.poll-interval=10ms", "--versioned-schema.expand.wait-timeout=50ms"))
			.withMessageContaining("Version \"02_new\" of schema \"public\" cannot be used after a wait of");
	}

	@Test
	void failureOnReadyEndsTheApplication() {
		this.schema.expand = () -> {
			throw new IllegalStateException("No way");
		};
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> application().run())
			.withMessage("No way");
		assertThat(this.context.isActive()).isFalse();
		assertThat(this.events).doesNotContain("ACCEPTING_TRAFFIC");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ready", "lifecycle", "startup" })
	void stopEndsTheStart(String moment, CapturedOutput output) throws Exception {
		this.schema.expand = () -> {
			this.events.add("expanding");
			this.schema.awaitStop();
		};
		this.run = CompletableFuture.supplyAsync(() -> application().run("--versioned-schema.expand.on=" + moment));
		awaitEvent("expanding");
		this.context.close();
		this.run.handle((context, failure) -> context).get(30, TimeUnit.SECONDS);
		await().until(() -> !this.schema.thread().isAlive());
		assertThat(this.context.isActive()).isFalse();
		assertThat(this.events).doesNotContain("ACCEPTING_TRAFFIC");
		assertThat(output).contains("The start was abandoned: The application is being stopped.")
			.doesNotContain("ERROR");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ VersionedSchemaAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class })
	static class Application {

		/** Never connects, as no connection is requested. */
		@Bean
		DataSource dataSource() {
			HikariDataSource pool = new HikariDataSource();
			pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/nowhere");
			return pool;
		}

		@Bean
		Lifecycle lifecycle(List<String> events) {
			return new Lifecycle(events);
		}

		@Bean
		ApplicationRunner runner(List<String> events) {
			return (args) -> events.add("runner");
		}

		@Bean
		ApplicationListener<PayloadApplicationEvent<VersionUsable>> usable(List<String> events, Runnable whenUsable) {
			return new Usable(events, whenUsable);
		}

	}

	record Usable(List<String> events,
			Runnable reaction) implements ApplicationListener<PayloadApplicationEvent<VersionUsable>> {

		@Override
		public void onApplicationEvent(PayloadApplicationEvent<VersionUsable> event) {
			this.events.add("usable");
			this.reaction.run();
		}

	}

	static final class Lifecycle implements SmartLifecycle {

		private final List<String> events;

		private volatile boolean running;

		Lifecycle(List<String> events) {
			this.events = events;
		}

		@Override
		public void start() {
			this.events.add("lifecycle");
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
