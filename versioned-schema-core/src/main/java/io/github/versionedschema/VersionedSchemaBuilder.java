package io.github.versionedschema;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.github.versionedschema.backfill.BackfillRunner;
import io.github.versionedschema.engine.ApplicationMigrations;
import io.github.versionedschema.engine.Engine;
import io.github.versionedschema.engine.Listeners;
import io.github.versionedschema.engine.ProgressLogger;
import io.github.versionedschema.engine.TransitionLogger;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.execute.ActionRunners;
import io.github.versionedschema.failure.Secrets;
import io.github.versionedschema.migration.MigrationSource;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.write.PlanRequest;
import io.github.versionedschema.plan.write.Planner;
import io.github.versionedschema.postgres.ConnectionSource;
import io.github.versionedschema.session.AttachFunctions;

/**
 * Builds the {@link VersionedSchema} of one base schema.
 */
public final class VersionedSchemaBuilder {

	private final VersionedSchemaSettings settings;

	private final ConnectionSource connections;

	private final MigrationSource migrations;

	private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(10);

	private final List<TransitionListener> listeners = new ArrayList<>(List.of(new TransitionLogger()));

	private TransitionListener progress = new ProgressLogger(PROGRESS_INTERVAL);

	private Function<PlanRequest, Plan> planner = (request) -> new Planner().plan(request);

	private UnaryOperator<ActionRunners> runners;

	VersionedSchemaBuilder(VersionedSchemaSettings settings, ConnectionSource connections, MigrationSource migrations) {
		this.settings = settings;
		this.connections = () -> Secrets.open(connections);
		this.migrations = migrations;
		this.runners = (runners) -> runners.add(Action.Backfill.class,
				new BackfillRunner(settings.batchTime(), settings.safeguards().userTriggersMayFire()));
	}

	/**
	 * Adds a listener. Exceptions that it throws are logged and ignored.
	 * @param listener the listener to notify
	 * @return this
	 */
	public VersionedSchemaBuilder listener(TransitionListener listener) {
		this.listeners.add(listener);
		return this;
	}

	/**
	 * Does not log the progress of backfills, because the caller shows it: as a listener,
	 * or from {@link VersionedSchema#status()}. By default it is logged every ten
	 * seconds.
	 * @return this
	 */
	public VersionedSchemaBuilder withoutProgressLog() {
		this.progress = (event) -> {
		};
		return this;
	}

	VersionedSchemaBuilder planner(Function<PlanRequest, Plan> planner) {
		this.planner = planner;
		return this;
	}

	VersionedSchemaBuilder runners(UnaryOperator<ActionRunners> runners) {
		this.runners = runners;
		return this;
	}

	/**
	 * Builds the {@link VersionedSchema}. Accesses neither the database nor the files.
	 */
	public VersionedSchema build() {
		List<TransitionListener> listeners = new ArrayList<>(this.listeners);
		listeners.add(this.progress);
		return new DefaultVersionedSchema(new Engine(this.settings, this.connections,
				new ApplicationMigrations(this.migrations, this.settings.version()), this.planner, this.runners,
				AttachFunctions.statements(), new Listeners(listeners)));
	}

}
