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
							The schema is changed over a connection of its own: it takes versioned-schema.datasource.url, \
							.username and .password where they are set, and otherwise what the application's DataSource is \
							configured with.""",
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
			return new FailureAnalysis(message, """
					Let an administrator run

					    %s;

					or give the migrations a role of their own by versioned-schema.datasource.username and .password: \
					the application's role needs no rights to change the schema.""".formatted(missing.grant()),
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
		return "The database cannot be reached to bring the application's version of the schema into being: %s%s"
			.formatted(Secrets.hide(String.valueOf((reason != null) ? reason.getMessage() : cause.getMessage())),
					state);
	}

}
