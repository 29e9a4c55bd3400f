package io.github.versionedschema.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.execute.ActionRunners;
import io.github.versionedschema.failure.Samples;
import io.github.versionedschema.leader.Leader;
import io.github.versionedschema.leader.LeaderWatch;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.leader.StopSignal;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.write.PlanRequest;
import io.github.versionedschema.postgres.ConnectionSource;
import org.jspecify.annotations.Nullable;

/**
 * Holds the objects that all transitions share: settings, migrations, listeners and the
 * leader.
 */
public final class Engine implements AutoCloseable {

	/** How long a leader can wait for a server that has already ended its session. */
	private static final Duration WATCH = Duration.ofSeconds(10);

	private final VersionedSchemaSettings settings;

	private final ConnectionSource connections;

	private final ApplicationMigrations migrations;

	private final Function<PlanRequest, Plan> planner;

	private final UnaryOperator<ActionRunners> runners;

	private final List<String> functions;

	private final TransitionListener listener;

	private final StopSignal stop = new StopSignal();

	private final Set<Leadership> open = ConcurrentHashMap.newKeySet();

	public Engine(VersionedSchemaSettings settings, ConnectionSource connections, ApplicationMigrations migrations,
			Function<PlanRequest, Plan> planner, UnaryOperator<ActionRunners> runners, List<String> functions,
			TransitionListener listener) {
		this.settings = settings;
		this.connections = connections;
		this.migrations = migrations;
		this.planner = planner;
		this.runners = runners;
		this.functions = List.copyOf(functions);
		this.listener = listener;
	}

	public VersionedSchemaSettings settings() {
		return this.settings;
	}

	public ConnectionSource connections() {
		return this.connections;
	}

	public ApplicationMigrations migrations() {
		return this.migrations;
	}

	public Function<PlanRequest, Plan> planner() {
		return this.planner;
	}

	ActionRunners runners(Supplier<List<String>> published) {
		return this.runners.apply(new ActionRunners(published));
	}

	/** The SQL functions that are installed with the journal. */
	List<String> functions() {
		return this.functions;
	}

	TransitionListener listener() {
		return this.listener;
	}

	public StopSignal stop() {
		return this.stop;
	}

	/** Takes the leadership if there is no leader. */
	public Optional<Lead> tryLead() {
		return leader().tryLead(this.stop)
			.map((leadership) -> upgraded(lead(leadership, new LeaderWatch(this.connections, leadership, WATCH))));
	}

	/** A transition that an older release began may need what only this one installs. */
	private static Lead upgraded(Lead lead) {
		try {
			lead.upgradeJournal();
			return lead;
		}
		catch (RuntimeException ex) {
			lead.close();
			throw ex;
		}
	}

	/** Opens a session with the leader's settings that must not change anything. */
	public Lead look() {
		return lead(leader().look(this.stop), null);
	}

	private Leader leader() {
		return new Leader(this.connections, this.settings.baseSchema(), this.settings.locks(),
				this.settings.applicationRole(), new Samples(this.settings.safeguards().showSamples()));
	}

	private Lead lead(Leadership leadership, @Nullable LeaderWatch watch) {
		this.open.add(leadership);
		return new Lead(this, leadership, watch, () -> this.open.remove(leadership));
	}

	/** Stops calls that run in other threads. */
	@Override
	public void close() {
		this.stop.stop();
		this.open.forEach(Leadership::cancel);
	}

}
