package io.github.versionedschema.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.SchemaStatus.SessionStatus;
import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.observation.SchemaMeter.Tag;
import io.github.versionedschema.autoconfigure.observation.SchemaMeter;
import io.github.versionedschema.autoconfigure.progress.ProgressText;
import io.github.versionedschema.autoconfigure.transition.ApplicationVersion;
import io.github.versionedschema.event.Progress;
import io.github.versionedschema.event.TransitionEvent.BatchFilled;
import io.github.versionedschema.event.TransitionEvent.LockWaitEnded;
import io.github.versionedschema.event.TransitionEvent.VersionsCompared;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Meters of one schema.
 */
final class MetersOfSchema {

	private final RecentStatus status;

	private final MeterRegistry registry;

	private final ApplicationVersion version;

	private final Tags tags;

	private final AtomicLong differences = new AtomicLong();

	/**
	 * Creates the meters.
	 * @param status source of the gauges
	 * @param registry records what this instance does
	 * @param version the application's version
	 * @param name the schema's name in meters
	 */
	MetersOfSchema(RecentStatus status, MeterRegistry registry, ApplicationVersion version, String name) {
		this.status = status;
		this.registry = registry;
		this.version = version;
		this.tags = Tags.of(Tag.SCHEMA.of(name));
	}

	void bindTo(MeterRegistry registry) {
		Gauge.builder(SchemaMeter.USABLE.getName(), this.version, (version) -> version.isUsable() ? 1 : 0)
			.description(SchemaMeter.USABLE.description())
			.tags(this.tags.and(Tag.VERSION.of(this.version.name())))
			.register(registry);
		for (MigrationPhase phase : MigrationPhase.values()) {
			gauge(registry, SchemaMeter.PHASE, Tags.of(Tag.PHASE.of(ProgressText.phase(phase))),
					(status) -> oneIf(status.phase() == phase));
		}
		bindVersions(registry);
		bindTransition(registry);
		bindBackfill(registry);
	}

	private void bindVersions(MeterRegistry registry) {
		gauge(registry, SchemaMeter.VERSIONS_LIVE, (status) -> versions(status, VersionState.LIVE).size());
		gauge(registry, SchemaMeter.VERSIONS_KEPT, (status) -> versions(status, VersionState.KEPT).size());
		gauge(registry, SchemaMeter.VERSIONS_COEXISTING, MetersOfSchema::coexistingSeconds);
		gauge(registry, SchemaMeter.SESSIONS_ATTACHED,
				(status) -> status.versions()
					.stream()
					.mapToLong((version) -> version.sessions().stream().filter(SessionStatus::attached).count())
					.sum());
		MultiGauge sessions = MultiGauge.builder(SchemaMeter.SESSIONS.getName())
			.description(SchemaMeter.SESSIONS.description())
			.tags(this.tags)
			.register(registry);
		this.status.addListener((status) -> sessions.register(rows(status)));
	}

	private void bindTransition(MeterRegistry registry) {
		gauge(registry, SchemaMeter.STEPS_DONE, SchemaStatus::stepsDone);
		gauge(registry, SchemaMeter.STEPS_PLANNED, SchemaStatus::stepsTotal);
		gauge(registry, SchemaMeter.LEADER, (status) -> oneIf(status.leader() != null));
		gauge(registry, SchemaMeter.BLOCKED, (status) -> oneIf(status.blocker() != null));
		gauge(registry, SchemaMeter.ERROR, (status) -> oneIf(status.error() != null));
	}

	private void bindBackfill(MeterRegistry registry) {
		backfill(registry, SchemaMeter.BACKFILL_ROWS, Progress::rows);
		backfill(registry, SchemaMeter.BACKFILL_PERCENT, Progress::percent);
		backfill(registry, SchemaMeter.BACKFILL_RATE, Progress::rowsPerSecond);
		backfill(registry, SchemaMeter.BACKFILL_LEFT,
				(progress) -> Objects.requireNonNullElse(progress.secondsLeft(), 0.0));
		gauge(registry, SchemaMeter.BACKFILL_PAUSED, (status) -> oneIf(status.paused()));
		gauge(registry, SchemaMeter.BACKFILL_THROTTLED,
				(status) -> oneIf(status.throttled() != null && !status.paused()));
	}

	private static int oneIf(boolean condition) {
		return condition ? 1 : 0;
	}

	private static List<VersionStatus> versions(SchemaStatus status, VersionState state) {
		return status.versions().stream().filter((version) -> version.state() == state).toList();
	}

	private static double coexistingSeconds(SchemaStatus status) {
		List<VersionStatus> live = versions(status, VersionState.LIVE);
		Instant since = (live.size() > 1) ? live.get(1).since() : null;
		return (since != null) ? Math.max(0, Duration.between(since, Instant.now()).toSeconds()) : 0;
	}

	/** Retired versions have no row, so that their number does not grow. */
	private List<MultiGauge.Row<?>> rows(SchemaStatus status) {
		return status.versions()
			.stream()
			.filter((version) -> version.state() != VersionState.RETIRED)
			.map(VersionStatus::name).<MultiGauge
					.Row<?>>map(
							(name) -> MultiGauge.Row.of(
									Tags.of(Tag.VERSION.of(name.isEmpty() ? VersionedSchema.INITIAL_VERSION : name)),
									this.status, (recent) -> recent.get((current) -> sessions(current, name))))
			.toList();
	}

	private static int sessions(SchemaStatus status, String version) {
		return status.versions()
			.stream()
			.filter((candidate) -> candidate.name().equals(version))
			.mapToInt((candidate) -> candidate.sessions().size())
			.sum();
	}

	private void backfill(MeterRegistry registry, SchemaMeter meter, ToDoubleFunction<Progress> value) {
		gauge(registry, meter, (status) -> (status.progress() != null) ? value.applyAsDouble(status.progress()) : 0);
	}

	private void gauge(MeterRegistry registry, SchemaMeter meter, ToDoubleFunction<SchemaStatus> value) {
		gauge(registry, meter, Tags.empty(), value);
	}

	private void gauge(MeterRegistry registry, SchemaMeter meter, Tags more, ToDoubleFunction<SchemaStatus> value) {
		Gauge.builder(meter.getName(), this.status, (recent) -> recent.get(value))
			.description(meter.description())
			.tags(this.tags.and(more))
			.register(registry);
	}

	void onEvent(Object event) {
		if (event instanceof VersionsCompared compared) {
			this.differences.set(compared.rows());
			Gauge.builder(SchemaMeter.SYNC_DIFFERENCES.getName(), this.differences, AtomicLong::get)
				.description(SchemaMeter.SYNC_DIFFERENCES.description())
				.tags(this.tags)
				.register(this.registry);
		}
		else if (event instanceof BatchFilled batch) {
			timer(SchemaMeter.BACKFILL_BATCHES, this.tags).record(batch.duration());
		}
		else if (event instanceof LockWaitEnded wait) {
			Tags described = this.tags.and(Tag.PHASE.of(wait.phase().text()),
					Tag.OUTCOME.of(wait.acquired() ? "acquired" : "failed"));
			timer(SchemaMeter.LOCK_WAITS, described).record(wait.waited());
			DistributionSummary.builder(SchemaMeter.LOCK_ATTEMPTS.getName())
				.description(SchemaMeter.LOCK_ATTEMPTS.description())
				.tags(described)
				.register(this.registry)
				.record(wait.attempts());
		}
	}

	private Timer timer(SchemaMeter meter, Tags tags) {
		return Timer.builder(meter.getName()).description(meter.description()).tags(tags).register(this.registry);
	}

}
