package io.github.versionedschema.test;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Resolves {@link TestDatabase} parameters. The store of a context also searches its
 * parents, so that methods use the database of their class.
 */
final class TestDatabaseExtension implements ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(TestDatabaseExtension.class);

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == TestDatabase.class;
	}

	@Override
	public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getStore(NAMESPACE)
			.computeIfAbsent(TestDatabase.class, (key) -> TestServer.shared().createDatabase(), TestDatabase.class);
	}

}
