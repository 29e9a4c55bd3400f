package io.github.versionedschema.engine;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.failure.Blocker;
import io.github.versionedschema.failure.LockUnavailableException;
import io.github.versionedschema.failure.Secrets;
import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.SchemaFailure;
import io.github.versionedschema.journal.ActionStore;
import io.github.versionedschema.journal.LastAction;
import io.github.versionedschema.journal.LastAction.Result;
import io.github.versionedschema.journal.LastBlocker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records in the journal what became of a transition, for the status of all instances. A
 * transition does not fail because this cannot be recorded.
 */
public final class ActionRecord {

	private static final Logger logger = LoggerFactory.getLogger(ActionRecord.class);

	private final Lead lead;

	private final ActionStore store;

	public ActionRecord(Lead lead) {
		this.lead = lead;
		this.store = new ActionStore(lead.leadership().jdbc(), lead.leadership().baseSchema());
	}

	/**
	 * Runs a transition that an operator requested.
	 * @param action its name
	 * @param transition the transition
	 * @return its outcome
	 */
	public Outcome requested(String action, Supplier<Outcome> transition) {
		LastAction begun = LastAction.begun(action, this.lead.engine().settings().hostOrMachine());
		record(() -> this.store.action(begun));
		try {
			Outcome outcome = waiting(transition);
			record(() -> this.store.action(
					begun.ended(outcome.changed() ? Result.DONE : Result.NOTHING, outcome.message(), null, List.of())));
			return outcome;
		}
		catch (RuntimeException ex) {
			FailureKind kind = FailureKind.of(ex);
			if (kind != FailureKind.STOPPED && kind != FailureKind.UNREACHABLE) {
				record(() -> this.store.action(failed(begun, ex)));
			}
			throw ex;
		}
	}

	/**
	 * Runs a transition, and records which sessions it waited for in vain.
	 * @param transition the transition
	 * @return its outcome
	 */
	public Outcome waiting(Supplier<Outcome> transition) {
		try {
			Outcome outcome = transition.get();
			record(() -> this.store.blocker(null));
			return outcome;
		}
		catch (LockUnavailableException ex) {
			List<String> sessions = ex.details().stream().map(Blocker::toString).toList();
			record(() -> this.store
				.blocker(sessions.isEmpty() ? null : new LastBlocker(ex.title(), sessions, Instant.now())));
			throw ex;
		}
	}

	private static LastAction failed(LastAction begun, RuntimeException failure) {
		SchemaFailure known = SchemaFailure.find(failure);
		if (known == null) {
			return begun.ended(Result.FAILED, Secrets.hide(String.valueOf(failure.getMessage())), null, List.of());
		}
		Enum<?> reason = known.reason();
		// With the keys of the response to the request.
		List<?> details = JsonMapper.shared().convertValue(known.details(), List.class);
		return begun.ended((known.kind() == FailureKind.REFUSED) ? Result.REFUSED : Result.FAILED,
				Secrets.hide(String.valueOf(known.getMessage())), (reason != null) ? reason.name() : null, details);
	}

	private void record(Runnable writing) {
		try {
			if (this.lead.leadership().guard(this.lead.journal().reader()::isInstalled)) {
				this.lead.record(writing);
			}
		}
		catch (RuntimeException ex) {
			logger.debug("The journal does not get the result of a transition", ex);
		}
	}

}
