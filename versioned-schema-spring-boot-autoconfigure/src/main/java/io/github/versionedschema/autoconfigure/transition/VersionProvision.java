package io.github.versionedschema.autoconfigure.transition;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.progress.ProgressText;
import io.github.versionedschema.event.LogFields;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.leader.Outage;
import io.github.versionedschema.leader.StopSignal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.Assert;

/**
 * Provides the application's version. Usually the version is already usable, which takes
 * one statement to check. Otherwise the application expands, or waits for another
 * instance or a job that does.
 */
public final class VersionProvision {

	private static final Logger logger = LoggerFactory.getLogger(VersionProvision.class);

	private final VersionedSchema schema;

	private final SchemaLeader leader;

	private final FirstConnection firstConnection;

	private final Wait wait;

	private final boolean expand;

	private final boolean complete;

	private final BooleanSupplier freshDatabase;

	/** Shutdown interrupts waiting threads. */
	private final StopSignal stop = new StopSignal();

	/**
	 * Creates an instance; nothing happens yet.
	 * @param schema the engine
	 * @param leader runs the expand
	 * @param firstConnection may show that the version is usable
	 * @param expand whether this application expands, or waits for another instance or a
	 * job to expand
	 * @param complete whether this application completes after each expand
	 * @param freshDatabase whether all tables were created in this start
	 * @param wait how it waits
	 */
	public VersionProvision(VersionedSchema schema, SchemaLeader leader, FirstConnection firstConnection,
			boolean expand, boolean complete, BooleanSupplier freshDatabase, Wait wait) {
		this.schema = schema;
		this.leader = leader;
		this.firstConnection = firstConnection;
		this.expand = expand;
		this.complete = complete;
		this.freshDatabase = freshDatabase;
		this.wait = wait;
	}

	/**
	 * Waits until the version can be used.
	 * @return the version schema
	 */
	String provide() {
		String version = this.schema.applicationVersion();
		Outage outage = new Outage(this.wait.longestOutage(), this.stop);
		String versionSchema = this.firstConnection.schema();
		if (versionSchema == null) {
			versionSchema = usableSchema(outage);
		}
		if (versionSchema == null && this.expand) {
			this.leader.run(TransitionRequest.of(Transition.EXPAND));
			completeOnFreshDatabase(outage);
			versionSchema = usableSchema(outage);
			Assert.state(versionSchema != null, () -> "Version \"" + version + "\" disappeared after it was expanded");
		}
		if (versionSchema != null && this.expand && this.complete) {
			completeAtOnce(outage);
		}
		return (versionSchema != null) ? versionSchema : waitForSomebodyElse(version, outage);
	}

	/**
	 * Completes in development, where no earlier release is started again. A changed file
	 * would otherwise not be noticed, as nothing is pending.
	 */
	private void completeAtOnce(Outage outage) {
		ask(outage, this.schema::plan);
		SchemaStatus status = ask(outage, this.schema::status);
		if (status.versions().stream().filter((version) -> version.state() != VersionState.RETIRED).count() < 2) {
			return;
		}
		logger.warn(
				"Completing version \"{}\" of schema \"{}\" at once, because versioned-schema.complete.automatically is set: earlier releases cannot be started again. Do not set it in production",
				this.schema.applicationVersion(), this.schema.baseSchema());
		try {
			this.leader.run(TransitionRequest.of(Transition.COMPLETE));
		}
		catch (RefusedException ex) {
			logger.warn("Version \"{}\" of schema \"{}\" stays expanded until the next start: {}",
					this.schema.applicationVersion(), this.schema.baseSchema(), ex.getMessage());
		}
	}

	/**
	 * Completes at once if this start created all tables, as no session uses them as they
	 * were before the first migration. Complete itself detects sessions that have
	 * connected since.
	 */
	private void completeOnFreshDatabase(Outage outage) {
		if (!this.freshDatabase.getAsBoolean() || !isFirst(ask(outage, this.schema::status))) {
			return;
		}
		fields().on(logger.atInfo())
			.log("Schema \"{}\" was empty when this application started, so no older release can use it: completing version \"{}\" at once",
					this.schema.baseSchema(), this.schema.applicationVersion());
		try {
			this.leader.run(TransitionRequest.of(Transition.COMPLETE));
		}
		catch (RefusedException ex) {
			fields().on(logger.atInfo())
				.log("Version \"{}\" of schema \"{}\" stays expanded: {}", this.schema.applicationVersion(),
						this.schema.baseSchema(), ex.getMessage());
		}
	}

	private static boolean isFirst(SchemaStatus status) {
		return status.phase() == MigrationPhase.EXPANDED && status.usable() && status.versions().size() == 2
				&& status.versions().get(0).name().isEmpty();
	}

	private @Nullable String usableSchema(Outage outage) {
		return ask(outage, this.schema::usableSchema);
	}

	private static <T extends @Nullable Object> T ask(Outage outage, Supplier<T> question) {
		while (true) {
			try {
				T answer = question.get();
				outage.over();
				return answer;
			}
			catch (RuntimeException ex) {
				outage.sitOut(ex);
			}
		}
	}

	private String waitForSomebodyElse(String version, Outage outage) {
		fields().on(logger.atInfo())
			.log("Waiting for version \"{}\" of schema \"{}\", which another instance or a Job has to expand", version,
					this.schema.baseSchema());
		Instant begin = Instant.now();
		Instant told = begin;
		String versionSchema;
		while ((versionSchema = usableSchema(outage)) == null) {
			if (this.wait.timeout() != null && Instant.now().isAfter(begin.plus(this.wait.timeout()))) {
				throw new VersionWaitTimeoutException(version, ask(outage, this.schema::status), this.wait.timeout());
			}
			if (Instant.now().isAfter(told.plus(this.wait.progressInterval()))) {
				told = Instant.now();
				SchemaStatus status = ask(outage, this.schema::status);
				refuseRetired(status);
				fields().on(logger.atInfo())
					.log("Still waiting for version \"{}\" of schema \"{}\": {}", version, this.schema.baseSchema(),
							ProgressText.line(status));
			}
			this.stop.pause(this.wait.pollInterval());
		}
		return versionSchema;
	}

	private LogFields fields() {
		return LogFields.of(this.schema.baseSchema()).version(this.schema.applicationVersion());
	}

	private void refuseRetired(SchemaStatus status) {
		for (VersionStatus version : status.versions()) {
			boolean never = version.state() == VersionState.RETIRED;
			if ((never || version.state() == VersionState.KEPT)
					&& Objects.equals(version.name(), status.applicationVersion())) {
				throw new RefusedException(Reason.RETIRED,
						"Version \"%s\" of schema \"%s\" was retired%s. %s".formatted(version.name(),
								status.baseSchema(), never ? " and can never be used again" : "", status.next()),
						List.of());
			}
		}
	}

	/**
	 * Settings for waiting for another instance or a job.
	 *
	 * @param pollInterval time between two checks
	 * @param progressInterval time between two log lines
	 * @param timeout maximum wait, or null for no limit
	 * @param longestOutage how long the database may be unreachable during the wait
	 */
	public record Wait(Duration pollInterval, Duration progressInterval, @Nullable Duration timeout,
			Duration longestOutage) {
	}

}
