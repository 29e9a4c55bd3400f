package io.github.versionedschema.autoconfigure.actuate;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.autoconfigure.actuate.ActionResult.Result;
import io.github.versionedschema.autoconfigure.support.HandWrittenSchema;
import io.github.versionedschema.autoconfigure.transition.ApplicationVersion;
import io.github.versionedschema.autoconfigure.transition.FirstConnection;
import io.github.versionedschema.autoconfigure.transition.SchemaEventPublisher;
import io.github.versionedschema.autoconfigure.transition.SchemaLeader;
import io.github.versionedschema.autoconfigure.transition.Transition;
import io.github.versionedschema.autoconfigure.transition.TransitionLog;
import io.github.versionedschema.autoconfigure.transition.TransitionObserver;
import io.github.versionedschema.autoconfigure.transition.TransitionRequest;
import io.github.versionedschema.autoconfigure.transition.VersionProvision;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionEvent.AbortStarted;
import io.github.versionedschema.event.TransitionEvent.CompleteStarted;
import io.github.versionedschema.event.TransitionEvent.StepStarted;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.plan.Phase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests when the request of an action is answered.
 */
class RequestedActionTests {

	private final HandWrittenSchema schema = new HandWrittenSchema();

	private final CountDownLatch finish = new CountDownLatch(1);

	private final StaticApplicationContext context = new StaticApplicationContext();

	private final SchemaEventPublisher events = new SchemaEventPublisher(this.context);

	private final SchemaLeader leader = new SchemaLeader(this.schema, this.events,
			new TransitionLog(this.schema, Duration.ofMinutes(1)), () -> {
			}, () -> TransitionObserver.NONE);

	private final SchemaActions actions = new SchemaActions(this.schema, this.leader, Duration.ofMillis(500));

	@BeforeEach
	void provideTheVersion() throws Exception {
		VersionProvision provision = new VersionProvision(this.schema, this.leader,
				new FirstConnection(this.leader, false), true, false, () -> false,
				new VersionProvision.Wait(Duration.ofMillis(10), Duration.ofMinutes(1), null, Duration.ofSeconds(1)));
		new ApplicationVersion("02_new", "public", provision, this.leader, this.events).awaitUsable();
		await().until(() -> !this.leader.isOccupied());
	}

	@AfterEach
	void stop() {
		this.finish.countDown();
		this.leader.close();
		this.events.close();
	}

	/** Completes when the test says so, after it has published events. */
	private void during(List<TransitionEvent> published, Outcome outcome) {
		this.schema.transition = () -> {
			published.forEach(this.events::onEvent);
			awaitFinish();
			return outcome;
		};
	}

	private void awaitFinish() {
		try {
			this.finish.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private ActionResult run(Transition transition) {
		return this.actions.run(new TransitionRequest(transition, null, false));
	}

	@Test
	void anActionWhoseChecksTakeLongIsAnsweredBeforeTheyEnd() {
		StepStarted settle = new StepStarted("public", "02_new", "settle.t", Phase.SETTLE, "t", "prepare the key");
		this.schema.transition = () -> {
			this.events.onEvent(settle);
			awaitFinish();
			throw new RefusedException(Reason.VIOLATIONS, "It would fail.", List.of("a row"));
		};
		assertThat(run(Transition.COMPLETE).result()).isEqualTo(Result.CHECKING);
	}

	@Test
	void completeIsAcceptedWhenItHasStarted() {
		during(List.of(new CompleteStarted("public", "01_old", "02_new", true)), Outcome.done("Done."));
		assertThat(run(Transition.COMPLETE).result()).isEqualTo(Result.ACCEPTED);
	}

	@Test
	void abortIsAcceptedWhenItHasStarted() {
		during(List.of(new AbortStarted("public", "02_new", false)), Outcome.done("Undone."));
		assertThat(run(Transition.ABORT).result()).isEqualTo(Result.ACCEPTED);
	}

	@Test
	void fillIsAcceptedAtItsFirstStep() {
		during(List.of(new StepStarted("public", "02_new", "repair.t", Phase.REPAIR, "t", "fill")),
				Outcome.done("Filled."));
		assertThat(run(Transition.FILL).result()).isEqualTo(Result.ACCEPTED);
	}

	@Test
	void aSecondRequestIsRefused() {
		during(List.of(new CompleteStarted("public", "01_old", "02_new", false)), Outcome.done("Done."));
		run(Transition.COMPLETE);
		assertThat(run(Transition.ABORT).result()).isEqualTo(Result.REFUSED);
	}

}
