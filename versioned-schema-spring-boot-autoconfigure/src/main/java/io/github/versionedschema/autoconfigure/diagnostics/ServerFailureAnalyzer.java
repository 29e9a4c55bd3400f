package io.github.versionedschema.autoconfigure.diagnostics;

import java.sql.SQLException;

import io.github.versionedschema.failure.DatabaseUnreachableException;
import io.github.versionedschema.failure.MissingPrivilegeException;
import io.github.versionedschema.failure.Secrets;
import io.github.versionedschema.failure.UnsupportedServerException;
import io.github.versionedschema.session.pin.PoolerInBetweenException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes servers that cannot be reached or used.
 */
final class ServerFailureAnalyzer extends EngineFailureAnalyzer {

	ServerFailureAnalyzer(BeanFactory beanFactory) {
		super(beanFactory);
	}

	@Override
	@Nullable FailureAnalysis analyzeCause(Throwable failure, Throwable cause) {
		String message = String.valueOf(cause.getMessage());
		if (cause instanceof DatabaseUnreachableException) {
			return new FailureAnalysis(unreachable(cause),
					"""
							Check that the server runs and accepts connections from here, and check the URL and the credentials. \
							The schema is changed over a separate connection: it uses versioned-schema.datasource.url, \
							.username and .password if they are set, and otherwise the configuration of the application's \
							DataSource.""",
					failure);
		}
		if (cause instanceof UnsupportedServerException) {
			return new FailureAnalysis(message,
					"""
							Use a primary PostgreSQL server of version 15 or newer. To start against this one without versions, \
							set versioned-schema.enabled=false.""",
					failure);
		}
		if (cause instanceof MissingPrivilegeException missing) {
			return new FailureAnalysis(message,
					"""
							Let an administrator run

							    %s;

							or configure a separate role for migrations with versioned-schema.datasource.username and .password: \
							the application's role needs no privileges to change the schema."""
						.formatted(missing.grant()),
					failure);
		}
		if (cause instanceof PoolerInBetweenException) {
			return new FailureAnalysis(message,
					"Change spring.datasource.url, and versioned-schema.datasource.url where that is set.", failure);
		}
		return null;
	}

	private static String unreachable(Throwable cause) {
		Throwable reason = cause.getCause();
		String state = (reason instanceof SQLException sql && sql.getSQLState() != null)
				? " (SQLSTATE " + sql.getSQLState() + ")" : "";
		return "The database cannot be reached to provide the application's version of the schema: %s%s".formatted(
				Secrets.hide(String.valueOf((reason != null) ? reason.getMessage() : cause.getMessage())), state);
	}

}
