package io.github.versionedschema.execute;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.journal.Journal;
import io.github.versionedschema.journal.install.JournalInstallation;
import io.github.versionedschema.leader.Leader;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.leader.LockSettings;
import io.github.versionedschema.leader.StopSignal;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.postgres.ConnectionSource;
import io.github.versionedschema.test.TestDatabase;

/**
 * Acquires leadership and runs plans in a test.
 */
public final class Conductor implements AutoCloseable {

	public static final LockSettings LOCKS = new LockSettings(Duration.ofMillis(100), 3, Duration.ofMillis(10),
			Duration.ofMillis(50));

	public final List<TransitionEvent> events = new CopyOnWriteArrayList<>();

	final StopSignal stop = new StopSignal();

	public final Leadership leadership;

	final Journal journal;

	public final Executor executor;

	public Conductor(TestDatabase database) {
		this(database, LOCKS, (event) -> {
		});
	}

	public Conductor(TestDatabase database, LockSettings locks, TransitionListener listener) {
		ConnectionSource connections = database.dataSource()::getConnection;
		this.leadership = new Leader(connections, "public", locks).tryLead(this.stop).orElseThrow();
		new JournalInstallation(List.of()).install(this.leadership);
		this.journal = new Journal(this.leadership.jdbc(), "public", "here", "1.0");
		this.executor = new Executor(this.leadership, this.journal, connections, locks, new ActionRunners(List::of),
				(event) -> {
					this.events.add(event);
					listener.onEvent(event);
				});
	}

	public long begin(Plan plan) {
		return this.leadership.inTransaction(() -> this.journal.runs().begin(plan, null, false));
	}

	public long run(Plan plan) {
		long run = begin(plan);
		this.executor.run(run, plan, allPhases());
		return run;
	}

	public static Set<Phase> allPhases() {
		return EnumSet.allOf(Phase.class);
	}

	@Override
	public void close() {
		this.leadership.close();
	}

}
