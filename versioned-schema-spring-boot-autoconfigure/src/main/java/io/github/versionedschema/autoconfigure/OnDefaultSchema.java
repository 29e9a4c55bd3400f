package io.github.versionedschema.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if the application has a schema of {@code versioned-schema.schema}.
 */
final class OnDefaultSchema extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		boolean present = ConfiguredSchemas.in(context.getEnvironment()).hasDefault();
		return new ConditionOutcome(present, ConditionMessage.of(present ? "there is a default schema"
				: "versioned-schema.schemas lists all schemas of the application"));
	}

}
