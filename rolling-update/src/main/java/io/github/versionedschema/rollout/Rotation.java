package io.github.versionedschema.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Distributes requests over instances in turn, as a platform's router does: only to
 * instances that are ready and not about to be stopped.
 *
 * @param <I> an instance
 */
final class Rotation<I> {

	private final Predicate<I> readiness;

	private final List<Member<I>> members = new ArrayList<>();

	private int next;

	Rotation(Predicate<I> readiness) {
		this.readiness = readiness;
	}

	/**
	 * Adds an instance to the rotation.
	 */
	synchronized void admit(I instance) {
		this.members.add(new Member<>(instance));
	}

	/**
	 * Removes an instance from the rotation, and waits until its pending requests are
	 * answered.
	 */
	synchronized void withdraw(I instance) throws InterruptedException {
		Member<I> member = this.members.stream()
			.filter((candidate) -> candidate.instance.equals(instance))
			.findFirst()
			.orElseThrow();
		this.members.remove(member);
		while (member.underWay > 0) {
			wait();
		}
	}

	/**
	 * Takes the next instance for one request.
	 * @return the member, to be released when the request is answered, or empty if no
	 * instance is ready
	 */
	synchronized Optional<Member<I>> take() {
		for (int tried = 0; tried < this.members.size(); tried++) {
			Member<I> member = this.members.get(Math.floorMod(this.next++, this.members.size()));
			if (member.ready) {
				member.underWay++;
				return Optional.of(member);
			}
		}
		return Optional.empty();
	}

	synchronized void giveBack(Member<I> member) {
		member.underWay--;
		notifyAll();
	}

	/**
	 * Probes the readiness of all instances.
	 */
	void probe() {
		for (Member<I> member : members()) {
			boolean ready = this.readiness.test(member.instance);
			synchronized (this) {
				member.ready = ready;
			}
		}
	}

	private synchronized List<Member<I>> members() {
		return List.copyOf(this.members);
	}

	/**
	 * An instance in rotation. Its fields are guarded by the rotation's lock.
	 *
	 * @param <I> an instance
	 */
	static final class Member<I> {

		private final I instance;

		private boolean ready = true;

		private int underWay;

		private Member(I instance) {
			this.instance = instance;
		}

		I instance() {
			return this.instance;
		}

	}

}
