package io.github.versionedschema;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.versionedschema.engine.ActionRecord;
import io.github.versionedschema.engine.Engine;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.engine.Succession;
import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.failure.StoppedException;
import io.github.versionedschema.journal.ControlStore;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.leader.Observer;
import io.github.versionedschema.migration.InvalidMigrationsException;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.pending.Inspection;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.status.StatusReader;
import io.github.versionedschema.transition.AbortTransition;
import io.github.versionedschema.transition.Baseline;
import io.github.versionedschema.transition.CompleteTransition;
import io.github.versionedschema.transition.ExpandTransition;
import io.github.versionedschema.transition.FillTransition;
import io.github.versionedschema.transition.RetireTransition;
import io.github.versionedschema.transition.RevertTransition;
import io.github.versionedschema.transition.Skipping;
import io.github.versionedschema.transition.Verifier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Default implementation of {@link VersionedSchema}.
 */
final class DefaultVersionedSchema implements VersionedSchema {

	private final Engine engine;

	private volatile boolean journalMayBeMissing = true;

	DefaultVersionedSchema(Engine engine) {
		this.engine = engine;
	}

	@Override
	public String baseSchema() {
		return this.engine.settings().baseSchema();
	}

	@Override
	public String applicationVersion() {
		return this.engine.migrations().version();
	}

	@Override
	public SchemaStatus status() {
		return observe((observer) -> new StatusReader(this.engine, observer).read());
	}

	@Override
	public @Nullable String usableSchema() {
		return observe((observer) -> usableSchema(observer, applicationVersion())).orElse(null);
	}

	private Optional<String> usableSchema(Observer observer, String version) {
		// Avoids an error in the server's log on each call while there is no journal.
		if (this.journalMayBeMissing && !observer.journal().isInstalled()) {
			return Optional.empty();
		}
		Optional<String> schema = observer.journal().usableSchema(version);
		this.journalMayBeMissing = schema.isEmpty();
		return schema;
	}

	@Override
	public List<Finding> validate(boolean rows) {
		return look((inspection) -> inspection.validate(rows), rows);
	}

	@Override
	public @Nullable Plan plan() {
		return look((inspection) -> Optional.ofNullable(inspection.plan()), false).orElse(null);
	}

	@Override
	public Outcome expand() {
		return leading(() -> new ExpandTransition(this.engine).run());
	}

	@Override
	public Outcome complete(@Nullable String version, boolean force) {
		return requested("complete", (lead) -> new CompleteTransition(lead).run(version, force));
	}

	@Override
	public Outcome retire(@Nullable String version, boolean force) {
		return requested("retire", (lead) -> new RetireTransition(lead).run(version, force));
	}

	@Override
	public Outcome revert() {
		return requested("revert", (lead) -> new RevertTransition(lead).run());
	}

	@Override
	public Outcome contract(boolean force) {
		return requested("contract", (lead) -> new CompleteTransition(lead).contract(force));
	}

	@Override
	public Outcome abort(boolean force) {
		return requested("abort", (lead) -> new AbortTransition(lead).run(force));
	}

	@Override
	public TransitionPreview preview() {
		return new DefaultTransitionPreview(this.engine);
	}

	@Override
	public List<Verification> verify() {
		try (Lead session = this.engine.look()) {
			return new Verifier(session).verify();
		}
	}

	@Override
	public Outcome fill() {
		return requested("fill", (lead) -> new FillTransition(lead).run());
	}

	@Override
	public Outcome skip(String step) {
		return lead((lead) -> new Skipping(lead).skip(step));
	}

	@Override
	public Outcome baseline(String migration) {
		List<Migration> migrations = this.engine.migrations().upTo(migration);
		return lead((lead) -> new Baseline(lead).record(migrations, this.engine.migrations().list()));
	}

	@Override
	public BaselineFile baselineFile() {
		try (Lead session = this.engine.look()) {
			return new Baseline(session).describe();
		}
	}

	@Override
	public Outcome pause() {
		return control((state, control) -> {
			if (state.runs().isEmpty()) {
				throw new RefusedException(Reason.WRONG_PHASE,
						"No migration is under way, so there is no backfill to pause.", List.of());
			}
			control.pause(true);
			return Outcome.done(isExpanding(state) ? "The backfill pauses at its next batch, until it is resumed."
					: "No backfill is running. One that starts during this migration waits until it is resumed.");
		});
	}

	@Override
	public Outcome resume() {
		return control((state, control) -> {
			if (!state.paused()) {
				return Outcome.nothing("The backfill is not paused.");
			}
			control.pause(false);
			return Outcome
				.done(isExpanding(state) ? "The backfill continues." : "The pause has ended. No backfill is running.");
		});
	}

	private static boolean isExpanding(JournalState state) {
		return state.transition().filter((run) -> run.phase() == RunRow.Phase.EXPANDING).isPresent();
	}

	private Outcome control(BiFunction<JournalState, ControlStore, Outcome> work) {
		return observe((observer) -> {
			if (!observer.journal().isInstalled()) {
				throw new RefusedException(Reason.WRONG_PHASE,
						"No migration was ever applied here, so there is nothing to pause or resume.", List.of());
			}
			return work.apply(observer.journal().read(), new ControlStore(observer.jdbc(), baseSchema()));
		});
	}

	private <T> T observe(Function<Observer, T> question) {
		this.engine.stop().check();
		try (Observer observer = new Observer(this.engine.connections(), baseSchema())) {
			return question.apply(observer);
		}
	}

	private <T> T look(Function<Inspection, T> question, boolean rows) {
		try {
			return look(this.engine.migrations().list(), question);
		}
		catch (InvalidMigrationsException ex) {
			throw withProblemsOfDatabase(ex, rows);
		}
	}

	private <T> T look(List<Migration> migrations, Function<Inspection, T> question) {
		try (Lead session = this.engine.look()) {
			return question.apply(new Inspection(session, migrations));
		}
	}

	/**
	 * Reports what the database can already judge, so that one correction of the files is
	 * enough.
	 */
	private InvalidMigrationsException withProblemsOfDatabase(InvalidMigrationsException files, boolean rows) {
		if (files.readable().isEmpty()) {
			return files;
		}
		try {
			return files.after(look(files.readable(), (inspection) -> inspection.problems(rows)));
		}
		catch (RuntimeException ex) {
			// The problems in the files are reported even if the check itself fails.
			files.addSuppressed(ex);
			return files;
		}
	}

	private Outcome requested(String action, Function<Lead, Outcome> transition) {
		return lead((lead) -> new ActionRecord(lead).requested(action, () -> transition.apply(lead)));
	}

	private Outcome lead(Function<Lead, Outcome> work) {
		return leading(() -> {
			try (Lead lead = new Succession(this.engine).lead()) {
				return work.apply(lead);
			}
		});
	}

	/** The connection can also be lost while no step runs. */
	private Outcome leading(Supplier<Outcome> work) {
		try {
			return work.get();
		}
		catch (DataAccessException ex) {
			SQLException sql = SqlStates.find(ex);
			if (sql == null || !SqlStates.isConnectionLost(sql)) {
				throw ex;
			}
			throw this.engine.stop().isStopped() ? new StoppedException() : new LeadershipLostException(sql);
		}
	}

	@Override
	public void close() {
		this.engine.close();
	}

}
