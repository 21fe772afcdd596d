using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Chat.Contracts;
using Chat.Core.Results;
using Chat.Hubs.Connections;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Chat.Hubs;

/// <summary>Every call passes here: who may make it, what a surprise looks like from outside, and how often it was made.</summary>
internal sealed class CallFilter(ILogger<CallFilter> logger, HubMetrics metrics) : IHubFilter
{
    private static readonly ConcurrentDictionary<MethodInfo, bool> Anonymous = [];

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var started = Stopwatch.GetTimestamp();
        var outcome = "done";
        var connection = ChatConnection.Of(invocationContext.Context);
        var turn = await connection.Turns.TakeAsync();
        try
        {
            connection.Turn = turn;
            Admit(invocationContext, connection);
            return await next(invocationContext);
        }
        catch (HubException refusal)
        {
            outcome = CodeOf(refusal.Message);
            throw;
        }
        catch (OperationCanceledException) when (invocationContext.Context.ConnectionAborted.IsCancellationRequested)
        {
            outcome = "gone";
            throw;
        }
        catch (Exception surprise)
        {
            outcome = ErrorCode.Internal;
            throw Hide(surprise, invocationContext.HubMethodName);
        }
        finally
        {
            turn.End();
            metrics.Called(invocationContext.HubMethodName, outcome, Stopwatch.GetElapsedTime(started));
        }
    }

    private static void Admit(HubInvocationContext call, ChatConnection connection)
    {
        var isAnonymous = Anonymous.GetOrAdd(
            call.HubMethod, static method => method.GetCustomAttribute<AllowAnonymousAttribute>() is not null);
        if (isAnonymous || connection.Caller is not null) { return; }
        throw Refusal.Unauthenticated("Sign in first.").ToHubException();
    }

    private HubException Hide(Exception surprise, string method)
    {
        var trace = Activity.Current?.TraceId.ToHexString() ?? Guid.NewGuid().ToString("N");
        logger.CallFailed(surprise, method, trace);
        return new($"{ErrorCode.Internal}: Something went wrong on the server. Its trace id is {trace}.");
    }

    private static string CodeOf(string message) =>
        message.IndexOf(':', StringComparison.Ordinal) is > 0 and < 20 and var end ? message[..end] : ErrorCode.Internal;
}
