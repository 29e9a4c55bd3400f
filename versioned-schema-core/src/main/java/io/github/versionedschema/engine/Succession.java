package io.github.versionedschema.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.leader.ForeignLock;
import io.github.versionedschema.leader.Leader;
import io.github.versionedschema.leader.LeaderQuery.CurrentLeader;
import io.github.versionedschema.leader.Observer;

/**
 * Takes the leadership for transitions that are refused while another instance is the
 * leader. Waits a while, as the session of a killed leader holds the lock until the
 * server notices.
 */
public final class Succession {

	private static final Duration PATIENCE = Leader.UNNOTICED.plusSeconds(1);

	private static final Duration POLL = Duration.ofMillis(100);

	private final Engine engine;

	public Succession(Engine engine) {
		this.engine = engine;
	}

	/**
	 * Takes the leadership.
	 * @throws RefusedException if another instance remains the leader
	 */
	public Lead lead() {
		return this.engine.tryLead().orElseGet(() -> await((observer) -> this.engine.tryLead()));
	}

	/**
	 * Opens a session for the checks of a transition, which must not change anything.
	 * @throws RefusedException if another instance remains the leader
	 */
	public Lead look() {
		return await((observer) -> observer.leader().stranger().isPresent() ? Optional.empty()
				: Optional.of(this.engine.look()));
	}

	private Lead await(Function<Observer, Optional<Lead>> attempt) {
		try (Observer observer = new Observer(this.engine.connections(), this.engine.settings().baseSchema())) {
			long end = System.nanoTime() + PATIENCE.toNanos();
			while (true) {
				Optional<CurrentLeader> leader = observer.leader().find();
				Optional<Lead> lead = leader.isEmpty() ? attempt.apply(observer) : Optional.empty();
				if (lead.isPresent()) {
					return lead.get();
				}
				if (System.nanoTime() > end) {
					throw observer.leader()
						.stranger()
						.map((stranger) -> ForeignLock.refusal("The leader's lock", stranger))
						.orElseGet(() -> anotherLeader(leader));
				}
				this.engine.stop().pause(POLL);
			}
		}
	}

	private static RefusedException anotherLeader(Optional<CurrentLeader> leader) {
		return new RefusedException(Reason.ANOTHER_LEADER,
				"Another instance is the leader%s.".formatted(leader.map((current) -> " (" + current + ")").orElse("")),
				"Wait until it is done; the status says how far it is.", leader.map(List::of).orElseGet(List::of));
	}

}
