package io.github.versionedschema.autoconfigure.actuate;

import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

import io.github.versionedschema.SchemaStatus.SessionStatus;
import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.transition.SchemaEvent.TransitionFailed;
import io.github.versionedschema.autoconfigure.transition.SchemaEvent.TransitionSucceeded;
import io.github.versionedschema.autoconfigure.transition.SchemaEvent;
import io.github.versionedschema.autoconfigure.transition.Transition;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.context.event.EventListener;

/**
 * Publishes meters of versions, sessions, backfill and transitions. The database is
 * queried at most every few seconds, regardless of the number of gauges.
 */
public final class SchemaVersionMetrics implements MeterBinder {

	private final RecentStatus status;

	private final MeterRegistry registry;

	private final Tags tags;

	/**
	 * Creates the meters.
	 * @param status source of the gauges
	 * @param registry records the duration of transitions
	 * @param baseSchema the base schema, used as a tag
	 */
	public SchemaVersionMetrics(RecentStatus status, MeterRegistry registry, String baseSchema) {
		this.status = status;
		this.registry = registry;
		this.tags = Tags.of("schema", baseSchema);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		gauge(registry, "versioned.schema.versions.live", "Versions that sessions may attach to",
				(status) -> status.versions()
					.stream()
					.filter((version) -> version.state() == VersionState.LIVE)
					.count());
		gauge(registry, "versioned.schema.versions.kept", "Versions that were retired and can be made live again",
				(status) -> status.versions()
					.stream()
					.filter((version) -> version.state() == VersionState.KEPT)
					.count());
		gauge(registry, "versioned.schema.sessions.attached", "Sessions attached to any version",
				(status) -> status.versions()
					.stream()
					.mapToLong((version) -> version.sessions().stream().filter(SessionStatus::attached).count())
					.sum());
		MultiGauge sessions = MultiGauge.builder("versioned.schema.sessions")
			.description("Sessions that use a version, by version")
			.tags(this.tags)
			.register(registry);
		this.status.addListener((status) -> sessions.register(rows(status)));
		gauge(registry, "versioned.schema.backfill.rows", "Rows filled by the backfill that is running",
				(status) -> (status.progress() != null) ? status.progress().rows() : 0);
		gauge(registry, "versioned.schema.backfill.percent", "Part of the rows filled by the backfill that is running",
				(status) -> (status.progress() != null) ? status.progress().percent() : 0);
	}

	/** Retired versions have no row, so that their number does not grow. */
	private List<MultiGauge.Row<?>> rows(SchemaStatus status) {
		return status.versions()
			.stream()
			.filter((version) -> version.state() != VersionState.RETIRED)
			.map(VersionStatus::name).<MultiGauge
					.Row<?>>map(
							(name) -> MultiGauge.Row.of(
									Tags.of("version", name.isEmpty() ? VersionedSchema.INITIAL_VERSION : name),
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

	private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<SchemaStatus> value) {
		Gauge.builder(name, this.status, (recent) -> recent.get(value))
			.description(description)
			.tags(this.tags)
			.register(registry);
	}

	@EventListener
	void onTransition(SchemaEvent event) {
		if (event instanceof TransitionSucceeded succeeded) {
			time(succeeded.transition(), "success", succeeded.duration());
		}
		else if (event instanceof TransitionFailed failed) {
			time(failed.transition(), "failure", failed.duration());
		}
	}

	private void time(Transition transition, String outcome, Duration duration) {
		Timer.builder("versioned.schema.transitions")
			.description("Transitions that this instance ran")
			.tags(this.tags.and("transition", transition.toString(), "outcome", outcome))
			.register(this.registry)
			.record(duration);
	}

}
