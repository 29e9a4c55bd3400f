package io.github.versionedschema;

import java.util.function.Function;

import io.github.versionedschema.engine.Engine;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.engine.Succession;
import io.github.versionedschema.transition.AbortTransition;
import io.github.versionedschema.transition.CompleteTransition;
import io.github.versionedschema.transition.RetireTransition;
import io.github.versionedschema.transition.RevertTransition;
import org.jspecify.annotations.Nullable;

/**
 * Asks the transitions themselves, in a session that is not the leader.
 */
final class DefaultTransitionPreview implements TransitionPreview {

	private final Engine engine;

	DefaultTransitionPreview(Engine engine) {
		this.engine = engine;
	}

	@Override
	public Outcome complete(@Nullable String version, boolean force) {
		return look((lead) -> new CompleteTransition(lead).preview(version, force));
	}

	@Override
	public Outcome retire(@Nullable String version, boolean force) {
		return look((lead) -> new RetireTransition(lead).preview(version, force));
	}

	@Override
	public Outcome contract(boolean force) {
		return look((lead) -> new CompleteTransition(lead).previewContract(force));
	}

	@Override
	public Outcome abort(boolean force) {
		return look((lead) -> new AbortTransition(lead).preview(force));
	}

	@Override
	public Outcome revert() {
		return look((lead) -> new RevertTransition(lead).preview());
	}

	private Outcome look(Function<Lead, Outcome> question) {
		try (Lead lead = new Succession(this.engine).look()) {
			return question.apply(lead);
		}
	}

}
