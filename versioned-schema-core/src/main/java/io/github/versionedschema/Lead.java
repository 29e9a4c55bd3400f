package io.github.versionedschema;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.github.versionedschema.execute.CheckRunner;
import io.github.versionedschema.execute.Executor;
import io.github.versionedschema.execute.Gatekeeper;
import io.github.versionedschema.execute.Journal;
import io.github.versionedschema.execute.JournalInstallation;
import io.github.versionedschema.execute.JournalState;
import io.github.versionedschema.execute.Leader;
import io.github.versionedschema.execute.LeaderWatch;
import io.github.versionedschema.execute.RowTrials;
import io.github.versionedschema.execute.Leadership;
import io.github.versionedschema.execute.LeadershipLostException;
import io.github.versionedschema.execute.RunRow;
import io.github.versionedschema.execute.StoppedException;
import io.github.versionedschema.execute.TransitionEvent;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.CatalogueReader;
import io.github.versionedschema.session.Gate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * A leader at work: its connection, and what is made for it.
 */
final class Lead implements AutoCloseable {

	private final Engine engine;

	private final Leadership leadership;

	private final Journal journal;

	private final @Nullable LeaderWatch watch;

	private final Runnable end;

	Lead(Engine engine, Leadership leadership, @Nullable LeaderWatch watch, Runnable end) {
		this.engine = engine;
		this.leadership = leadership;
		this.watch = watch;
		this.end = end;
		this.journal = new Journal(leadership.jdbc(), engine.settings().baseSchema(), engine.settings().hostOrMachine(),
				engine.settings().applicationVersion());
	}

	Engine engine() {
		return this.engine;
	}

	Leadership leadership() {
		return this.leadership;
	}

	Journal journal() {
		return this.journal;
	}

	JournalState state() {
		return this.leadership.guard(this.journal.reader()::read);
	}

	/** Writes the journal, in one transaction. */
	void record(Runnable writing) {
		this.leadership.guard(() -> {
			this.leadership.inTransaction(writing);
			return true;
		});
	}

	void installJournal() {
		this.leadership.guard(() -> {
			new JournalInstallation(this.engine.functions()).install(this.leadership);
			return true;
		});
	}

	/**
	 * Makes an executor.
	 * @param published the statements that belong into the transaction that makes a
	 * version attachable
	 */
	Executor executor(Supplier<List<String>> published) {
		return new Executor(this.leadership, this.journal, this.engine.connections(), this.engine.settings().locks(),
				this.engine.runners(published), this.engine.listener());
	}

	/** Makes an executor for what publishes nothing. */
	Executor executor() {
		return executor(List::of);
	}

	CheckRunner checks() {
		return new CheckRunner(this.leadership, this.engine.connections(), this.engine.settings().locks(),
				this.engine.listener());
	}

	RowTrials rowTrials() {
		return new RowTrials(checks(), this.leadership);
	}

	Gatekeeper gate() {
		return new Gate(UnversionedSessions.seenBy(this, state()).clients(), this.engine.settings().forceTimeout());
	}

	/**
	 * Reads the base schema, as if there were no version schemas.
	 * @param names of the tables and indexes to read; of others only their names are read
	 */
	Catalogue catalogue(JournalState state, Set<String> names) {
		Set<String> ours = new HashSet<>(Set.of("versioned_schema"));
		state.versions().forEach((version) -> ours.add(version.schemaName()));
		return this.leadership.guard(() -> {
			try {
				return new CatalogueReader(this.leadership.connection()).read(this.leadership.baseSchema(), ours,
						names);
			}
			catch (SQLException ex) {
				throw new CannotGetJdbcConnectionException("The catalogue cannot be read", ex);
			}
		});
	}

	void tell(TransitionEvent event) {
		this.engine.listener().onEvent(event);
	}

	/**
	 * Keeps in the journal why a run stopped.
	 * @return the failure
	 */
	RuntimeException keepError(RunRow run, RuntimeException failure) {
		if (!(failure instanceof StoppedException) && !(failure instanceof LeadershipLostException)) {
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
