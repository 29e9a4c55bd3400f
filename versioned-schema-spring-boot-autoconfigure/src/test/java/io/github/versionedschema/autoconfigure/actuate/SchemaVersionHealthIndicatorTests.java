package io.github.versionedschema.autoconfigure.actuate;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.versionedschema.autoconfigure.support.HandWrittenSchema;
import io.github.versionedschema.autoconfigure.transition.ApplicationVersion;
import io.github.versionedschema.autoconfigure.transition.FirstConnection;
import io.github.versionedschema.autoconfigure.transition.SchemaEventPublisher;
import io.github.versionedschema.autoconfigure.transition.SchemaLeader;
import io.github.versionedschema.autoconfigure.transition.TransitionLog;
import io.github.versionedschema.autoconfigure.transition.TransitionObserver;
import io.github.versionedschema.autoconfigure.transition.VersionCheck;
import io.github.versionedschema.autoconfigure.transition.VersionProvision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.jdbc.BadSqlGrammarException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests that details of the health indicator can be shown to anybody.
 */
class SchemaVersionHealthIndicatorTests {

	private static final PSQLException SECRET = new PSQLException(
			"ERROR: permission denied for table customers, role shop_owner, host db-7.internal",
			PSQLState.UNKNOWN_STATE);

	private final HandWrittenSchema schema = new HandWrittenSchema();

	private final StaticApplicationContext context = new StaticApplicationContext();

	private final SchemaEventPublisher events = new SchemaEventPublisher(this.context);

	private final SchemaLeader leader = new SchemaLeader(this.schema, this.events,
			new TransitionLog(this.schema, Duration.ofMinutes(1)), () -> {
			}, () -> TransitionObserver.NONE);

	private final ApplicationVersion version = new ApplicationVersion("02_new", "public", new VersionProvision(
			this.schema, this.leader, new FirstConnection(this.leader, false), true, false, () -> false,
			new VersionProvision.Wait(Duration.ofMillis(10), Duration.ofMinutes(1), null, Duration.ofSeconds(1))),
			this.leader, this.events);

	private final VersionCheck check = new VersionCheck(this.version, () -> this.schema.usableSchema() != null,
			Duration.ZERO);

	private final SchemaVersionHealthIndicator indicator = new SchemaVersionHealthIndicator(
			() -> Map.of("default", this.check));

	@AfterEach
	void stop() {
		this.leader.close();
		this.events.close();
	}

	@Test
	void waitsThenIsUsable() throws Exception {
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		assertThat(details()).isEqualTo(Map.of("state", "waiting", "baseSchema", "public", "version", "02_new"));
		this.version.awaitUsable();
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UP);
		assertThat(details()).isEqualTo(Map.of("state", "usable", "baseSchema", "public", "version", "02_new"));
	}

	@Test
	void closedAndFencedSayWhy() throws Exception {
		this.version.awaitUsable();
		this.version.close("version \"02_new\" of schema \"public\" is closed at this moment");
		assertThat(details()).containsEntry("state", "closed").containsKey("reason");
		this.version.reopen();
		this.version.fence("version \"02_new\" of schema \"public\" was retired");
		assertThat(details()).containsEntry("state", "fenced").containsKey("reason");
	}

	@Test
	void anInstanceWithoutConnectionsNoticesThatItsVersionIsNotLiveAnyMore() throws Exception {
		this.version.awaitUsable();
		this.schema.usable = false;
		await().until(() -> this.indicator.health().getStatus().equals(Status.OUT_OF_SERVICE));
		assertThat(details()).containsEntry("state", "fenced")
			.containsEntry("reason",
					"version \"02_new\" of schema \"public\" is no longer live; it was retired or undone");
		this.schema.usable = true;
		await().until(() -> this.indicator.health().getStatus().equals(Status.UP));
	}

	@Test
	void whatADataSourceNoticedIsNotLeftToTheCheck() throws Exception {
		this.version.awaitUsable();
		this.schema.usable = false;
		await().until(() -> this.indicator.health().getStatus().equals(Status.OUT_OF_SERVICE));
		this.version.fence("version \"02_new\" of schema \"public\" was retired");
		this.schema.usable = true;
		VersionCheck check = new VersionCheck(this.version, () -> {
			throw new IllegalStateException("The database must not be asked");
		}, Duration.ZERO);
		check.refresh();
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		this.version.reopen();
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void aDatabaseThatDoesNotAnswerTakesNoInstanceOutOfRotation() throws Exception {
		this.version.awaitUsable();
		AtomicInteger asked = new AtomicInteger();
		VersionCheck failing = new VersionCheck(this.version, () -> {
			asked.incrementAndGet();
			throw new IllegalStateException("unreachable");
		}, Duration.ZERO);
		SchemaVersionHealthIndicator unreachable = new SchemaVersionHealthIndicator(() -> Map.of("default", failing));
		await().until(() -> {
			assertThat(unreachable.health().getStatus()).isEqualTo(Status.UP);
			return asked.get() >= 2;
		});
	}

	@Test
	void aFailureShowsItsTypeAndNoText() {
		this.schema.expand = () -> {
			throw new BadSqlGrammarException("expand", "select secret from customers", SECRET);
		};
		assertThat(catchThrowable(this.version::awaitUsable)).hasStackTraceContaining("shop_owner");
		assertThat(details()).isEqualTo(Map.of("state", "failed", "failure", "BadSqlGrammarException", "baseSchema",
				"public", "version", "02_new"));
	}

	private Map<String, Object> details() {
		Health health = this.indicator.health();
		return health.getDetails();
	}

}
