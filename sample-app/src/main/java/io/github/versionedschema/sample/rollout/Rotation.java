package io.github.versionedschema.sample.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The instances that get requests, one after the other, as a platform's router sends
 * them: only to those that are ready, and to none that is going to be stopped.
 */
final class Rotation {

	private final List<Member> members = new ArrayList<>();

	private int next;

	/**
	 * Sends requests to an instance from now on.
	 */
	synchronized void admit(Instance instance) {
		this.members.add(new Member(instance));
	}

	/**
	 * Sends no more requests to an instance, and waits until those under way are
	 * answered.
	 */
	synchronized void withdraw(Instance instance) throws InterruptedException {
		Member member = this.members.stream()
			.filter((candidate) -> candidate.instance == instance)
			.findFirst()
			.orElseThrow();
		this.members.remove(member);
		while (member.underWay > 0) {
			wait();
		}
	}

	/**
	 * Takes the next instance for one request.
	 * @return the member, to be given back when the request is answered, or nothing if no
	 * instance is ready
	 */
	synchronized Optional<Member> take() {
		for (int tried = 0; tried < this.members.size(); tried++) {
			Member member = this.members.get(Math.floorMod(this.next++, this.members.size()));
			if (member.ready) {
				member.underWay++;
				return Optional.of(member);
			}
		}
		return Optional.empty();
	}

	synchronized void giveBack(Member member) {
		member.underWay--;
		notifyAll();
	}

	/**
	 * Asks all instances whether they are ready.
	 */
	void probe() {
		for (Member member : members()) {
			boolean ready = member.instance.isReady();
			synchronized (this) {
				member.ready = ready;
			}
		}
	}

	private synchronized List<Member> members() {
		return List.copyOf(this.members);
	}

	/** An instance in rotation. Its fields belong to the rotation's lock. */
	static final class Member {

		private final Instance instance;

		private boolean ready = true;

		private int underWay;

		private Member(Instance instance) {
			this.instance = instance;
		}

		Instance instance() {
			return this.instance;
		}

	}

}
