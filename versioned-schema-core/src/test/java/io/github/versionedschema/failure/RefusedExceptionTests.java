package io.github.versionedschema.failure;

import java.util.List;

import io.github.versionedschema.failure.RefusedException.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what refusals say about earlier changes.
 */
class RefusedExceptionTests {

	private final RefusedException refusal = refusal("It is in use.");

	@Test
	void saysThatNothingWasChanged() {
		assertThat(this.refusal).hasMessage("It is in use. Nothing was changed. Stop it.");
		assertThat(this.refusal.changed()).isFalse();
	}

	@Test
	void saysWhatWasChangedInTheOrderInWhichItHappened() {
		RefusedException later = this.refusal.after("Force terminated it.").after("").after("Version 1 was removed.");
		assertThat(later).hasMessage("It is in use. Version 1 was removed. Force terminated it. Stop it.");
		assertThat(later.changed()).isTrue();
	}

	@Test
	void saysWhatRemainsBeforeWhatToDo() {
		assertThat(this.refusal.leaving("Version 2 is kept.").leaving(""))
			.hasMessage("It is in use. Nothing was changed. Version 2 is kept. Stop it.");
	}

	@Test
	void saysOnceForSeveralProblemsWhatWasChanged() {
		RefusedException all = RefusedException.all(List.of(this.refusal, refusal("Another is in use.")));
		assertThat(all).hasMessage("It is in use.\nAnother is in use.\nNothing was changed. Stop it.");
		assertThat(all.after("Force terminated it."))
			.hasMessage("It is in use.\nAnother is in use.\nForce terminated it. Stop it.");
	}

	@Test
	void doesNotSayThatNothingWasChangedWhereTheMessageIsComplete() {
		RefusedException complete = new RefusedException(Reason.WRONG_PHASE, "There is nothing to pause.", List.of());
		assertThat(complete).hasMessage("There is nothing to pause.");
		assertThat(complete.leaving("Version 2 is kept.")).hasMessage("There is nothing to pause. Version 2 is kept.");
	}

	private static RefusedException refusal(String problem) {
		return new RefusedException(Reason.SESSIONS_ATTACHED, problem, "Stop it.", List.of());
	}

}
