package io.github.versionedschema.transition;

import java.time.Duration;
import java.util.Optional;

import io.github.versionedschema.engine.Engine;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.journal.PolledJournal;
import io.github.versionedschema.leader.ForeignLock;
import io.github.versionedschema.leader.LockHolder;
import io.github.versionedschema.leader.Observer;
import io.github.versionedschema.leader.Outage;
import io.github.versionedschema.pending.Goal;
import org.jspecify.annotations.Nullable;

/**
 * Waits until this instance becomes the leader, or until the current leader has reached
 * the goal.
 */
final class Candidate {

	/** How long a missed notification can remain unnoticed. */
	private static final Duration POLL = Duration.ofSeconds(1);

	/**
	 * How long to tolerate that a session which cannot be a leader holds the lock: longer
	 * than the session of a leader needs to end.
	 */
	private static final Duration PATIENCE_WITH_STRANGERS = Duration.ofSeconds(10);

	private final Engine engine;

	private final Goal goal;

	private final Outage outage;

	private boolean waited;

	private long strangerSince;

	private @Nullable LockHolder stranger;

	Candidate(Engine engine, Goal goal) {
		this.engine = engine;
		this.goal = goal;
		this.outage = new Outage(engine.settings().longestOutage(), engine.stop());
	}

	/** Whether another instance was the leader when this one was ready. */
	boolean hasWaited() {
		return this.waited;
	}

	/**
	 * Waits, even while the server restarts.
	 * @return the leadership; empty if the goal is reached
	 */
	Optional<Lead> awaitTurn() {
		while (true) {
			try (Observer observer = new Observer(this.engine.connections(), this.engine.settings().baseSchema())) {
				return awaitTurn(observer);
			}
			catch (RuntimeException ex) {
				this.outage.sitOut(ex);
			}
		}
	}

	private Optional<Lead> awaitTurn(Observer observer) {
		observer.listen();
		PolledJournal journal = observer.polledJournal();
		while (!this.goal.isReached(journal.read())) {
			this.outage.over();
			Optional<Lead> lead = observer.leader().find().isPresent() ? Optional.empty() : this.engine.tryLead();
			if (lead.isPresent()) {
				return lead;
			}
			this.waited = true;
			requireNoStranger(observer);
			observer.awaitChange(POLL, this.engine.stop());
		}
		return Optional.empty();
	}

	private void requireNoStranger(Observer observer) {
		LockHolder holder = observer.leader().stranger().orElse(null);
		if (holder == null) {
			this.stranger = null;
			return;
		}
		if (this.stranger == null) {
			this.strangerSince = System.nanoTime();
		}
		else if (System.nanoTime() - this.strangerSince > PATIENCE_WITH_STRANGERS.toNanos()) {
			throw ForeignLock.refusal("The leader's lock", holder);
		}
		this.stranger = holder;
	}

}
