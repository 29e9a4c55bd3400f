package io.github.versionedschema.applications.dashboard;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the browser for the first test that needs it and closes it after the last.
 */
class BrowserExtension implements ExecutionCondition, ParameterResolver {

	private static final String MISSING = "NOT CHECKED: the dashboard in a browser. "
			+ "Chromium and its driver are not installed (apt-get install chromium chromium-driver)";

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (Browser.program().isPresent() && Browser.driver().isPresent()) {
			return ConditionEvaluationResult.enabled("There is a browser");
		}
		return ConditionEvaluationResult.disabled(MISSING);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Browser.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getRoot()
			.getStore(Namespace.create(BrowserExtension.class))
			.computeIfAbsent(Browser.class, (key) -> Browser.start(), Browser.class);
	}

}
