package io.github.versionedschema.rollout;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RotationTests {

	private final Set<String> notReady = ConcurrentHashMap.newKeySet();

	private final Rotation<String> rotation = new Rotation<>((instance) -> !this.notReady.contains(instance));

	@Test
	void hasNobodyToSendToAtFirst() {
		assertThat(this.rotation.take()).isEmpty();
	}

	@Test
	void sendsToOneAfterTheOther() {
		Stream.of("a", "b").forEach(this.rotation::admit);
		assertThat(next(4)).containsExactly("a", "b", "a", "b");
	}

	@Test
	void leavesOutWhoIsNotReadyUntilItIsAgain() {
		Stream.of("a", "b").forEach(this.rotation::admit);
		this.notReady.add("a");
		this.rotation.probe();
		assertThat(next(3)).containsOnly("b");
		this.notReady.add("b");
		this.rotation.probe();
		assertThat(this.rotation.take()).isEmpty();
		this.notReady.clear();
		this.rotation.probe();
		assertThat(next(2)).containsExactlyInAnyOrder("a", "b");
	}

	@Test
	void sendsNoMoreToWhoIsWithdrawnAndWaitsForItsLastAnswer() {
		Stream.of("a", "b").forEach(this.rotation::admit);
		Rotation.Member<String> underWay = this.rotation.take().orElseThrow();
		CompletableFuture<Void> withdrawn = CompletableFuture.runAsync(() -> withdraw(underWay.instance()));
		await().until(() -> next(2).equals(List.of("b", "b")));
		assertThat(withdrawn).isNotDone();
		this.rotation.giveBack(underWay);
		assertThat(withdrawn).succeedsWithin(Duration.ofSeconds(30));
	}

	private void withdraw(String instance) {
		try {
			this.rotation.withdraw(instance);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private List<String> next(int requests) {
		return Stream.generate(() -> this.rotation.take().orElseThrow()).limit(requests).map((member) -> {
			this.rotation.giveBack(member);
			return member.instance();
		}).toList();
	}

}
