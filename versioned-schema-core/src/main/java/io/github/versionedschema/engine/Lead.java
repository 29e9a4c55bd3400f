package io.github.versionedschema.engine;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.github.versionedschema.BaselineFile;
import io.github.versionedschema.description.SchemaDescription;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.execute.CheckRunner;
import io.github.versionedschema.execute.Executor;
import io.github.versionedschema.execute.Gatekeeper;
import io.github.versionedschema.execute.PlanQuestions;
import io.github.versionedschema.execute.RowTrials;
import io.github.versionedschema.execute.TypeTrials;
import io.github.versionedschema.execute.lint.SqlEffects;
import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.journal.Journal;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.PolledJournal;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.journal.install.JournalInstallation;
import io.github.versionedschema.leader.LeaderWatch;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.lock.LockLadder;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.read.CatalogueReader;
import io.github.versionedschema.session.Gate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * The work of a leader: its connection and the objects that use it.
 */
public final class Lead implements AutoCloseable {

	private final Engine engine;

	private final Leadership leadership;

	private final Journal journal;

	private final PolledJournal polled;

	private final @Nullable LeaderWatch watch;

	private final Runnable end;

	Lead(Engine engine, Leadership leadership, @Nullable LeaderWatch watch, Runnable end) {
		this.engine = engine;
		this.leadership = leadership;
		this.watch = watch;
		this.end = end;
		this.journal = new Journal(leadership.jdbc(), engine.settings().baseSchema(), engine.settings().hostOrMachine(),
				engine.settings().applicationVersion());
		this.polled = new PolledJournal(this.journal.reader());
	}

	public Engine engine() {
		return this.engine;
	}

	public Leadership leadership() {
		return this.leadership;
	}

	public Journal journal() {
		return this.journal;
	}

	public JournalState state() {
		return this.leadership.guard(this.polled::read);
	}

	/** Writes to the journal in one transaction. */
	public void record(Runnable writing) {
		this.leadership.guard(() -> {
			this.leadership.inTransaction(writing);
			return true;
		});
	}

	public void installJournal() {
		this.leadership.guard(() -> {
			new JournalInstallation(this.engine.functions()).install(this.leadership);
			return true;
		});
		// A leader of another base schema may have installed an older format.
		upgradeJournal();
	}

	/** Upgrades a journal that an older release of this library installed. */
	void upgradeJournal() {
		this.leadership.guard(() -> {
			JournalInstallation installation = new JournalInstallation(this.engine.functions());
			installation.requireKnownFormat(this.leadership);
			installation.upgrade(this.leadership, new LockLadder(this.leadership, this.engine.connections(),
					this.engine.settings().locks(), this.engine.listener()));
			return true;
		});
	}

	/**
	 * Creates an executor.
	 * @param published the statements to run in the transaction that makes a version live
	 */
	public Executor executor(Supplier<List<String>> published) {
		return new Executor(this.leadership, this.journal, this.engine.connections(), this.engine.settings().locks(),
				this.engine.runners(published), this.engine.listener());
	}

	/** Creates an executor for runs that publish no version. */
	public Executor executor() {
		return executor(List::of);
	}

	public PlanQuestions questions() {
		return new PlanQuestions(this.leadership, this.engine.listener());
	}

	public CheckRunner checks() {
		return new CheckRunner(this.leadership, this.engine.connections(), this.engine.settings().locks(),
				this.engine.listener());
	}

	public SqlEffects effects(JournalState state) {
		return new SqlEffects(checks(), this.leadership, ownSchemas(state));
	}

	public RowTrials rowTrials() {
		return new RowTrials(checks(), this.leadership);
	}

	public TypeTrials typeTrials() {
		return new TypeTrials(checks(), this.leadership);
	}

	public Gatekeeper gate() {
		return new Gate(UnversionedSessions.seenBy(this, state()).clients(), this.engine.settings().forceTimeout());
	}

	/**
	 * Reads the base schema, as if there were no version schemas.
	 * @param names names of the tables and indexes to read; of others, only the names are
	 * read
	 */
	public Catalogue catalogue(JournalState state, Set<String> names) {
		return this.leadership.guard(() -> {
			try {
				return new CatalogueReader(this.leadership.connection()).read(this.leadership.baseSchema(),
						ownSchemas(state), names);
			}
			catch (SQLException ex) {
				throw new CannotGetJdbcConnectionException("The catalogue cannot be read", ex);
			}
		});
	}

	private static Set<String> ownSchemas(JournalState state) {
		Set<String> ours = new HashSet<>(Set.of("versioned_schema"));
		state.versions().forEach((version) -> ours.add(version.schemaName()));
		return ours;
	}

	/** Describes the base schema as a migration file. */
	public BaselineFile describe() {
		return this.leadership
			.guard(() -> new SchemaDescription(this.leadership.connection(), this.leadership.baseSchema()).read());
	}

	public void tell(TransitionEvent event) {
		this.engine.listener().onEvent(event);
	}

	/** Records that this leader runs the remaining steps of a run. */
	public void resume(RunRow run) {
		record(() -> this.journal.runs().error(run.id(), null));
	}

	/**
	 * Records in the journal why a run stopped.
	 * @return the failure
	 */
	public RuntimeException keepError(RunRow run, RuntimeException failure) {
		FailureKind kind = FailureKind.of(failure);
		if (kind != FailureKind.STOPPED && kind != FailureKind.UNREACHABLE) {
			try {
				this.journal.runs().error(run.id(), failure.getMessage());
			}
			catch (RuntimeException ex) {
				failure.addSuppressed(ex);
			}
		}
		return failure;
	}

	@Override
	public void close() {
		if (this.watch != null) {
			this.watch.close();
		}
		this.leadership.close();
		this.end.run();
	}

}
