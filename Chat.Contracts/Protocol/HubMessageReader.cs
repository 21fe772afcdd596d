using System.Buffers;
using System.Runtime.ExceptionServices;
using Chat.Contracts.Protocol.MessagePack;
using Chat.Contracts.Protocol.Shapes;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Contracts.Protocol;

/// <summary>
/// The envelopes of SignalR's hub protocol, coming in. A value that does not fit its type fails that call alone; bytes that are
/// no MessagePack, or no envelope, fail the connection.
/// </summary>
internal ref struct HubMessageReader(ReadOnlySpan<byte> frame, IInvocationBinder binder, WireConverters converters)
{
    private MessagePackReader _reader = new(frame);
    private int _left;

    /// <summary>The message, or null for one of a kind that is not known here.</summary>
    public HubMessage? Read()
    {
        _left = _reader.ReadArrayHead();
        Next();
        HubMessage? message = _reader.ReadInt64() switch
        {
            HubProtocolConstants.InvocationMessageType => ReadCall(isStream: false),
            HubProtocolConstants.StreamInvocationMessageType => ReadCall(isStream: true),
            HubProtocolConstants.StreamItemMessageType => ReadItem(),
            HubProtocolConstants.CompletionMessageType => ReadCompletion(),
            HubProtocolConstants.CancelInvocationMessageType => ReadCancel(),
            HubProtocolConstants.PingMessageType => PingMessage.Instance,
            HubProtocolConstants.CloseMessageType => ReadClose(),
            HubProtocolConstants.AckMessageType => new AckMessage(ReadSequence()),
            HubProtocolConstants.SequenceMessageType => new SequenceMessage(ReadSequence()),
            _ => null,
        };

        // What a later version adds stands at the end.
        for (; _left > 0; _left--) { _reader.Skip(); }
        return _reader.Remaining == 0 ? message : throw new WireFormatException("bytes follow the message");
    }

    private HubInvocationMessage ReadCall(bool isStream)
    {
        var headers = ReadHeaders();
        var id = ReadIdOrNil();
        if (isStream && id is null) { throw new WireFormatException("a stream needs an invocation id"); }
        Next();
        var name = _reader.ReadUtf8();
        var target = binder.GetTarget(name) ?? MessagePackReader.Text(name);
        if (target.Length == 0) { throw new WireFormatException("a target is missing"); }

        var arguments = ReadArguments(target, out var failure);
        var streamIds = ReadStreamIds();
        HubInvocationMessage message = failure is not null ? new InvocationBindingFailureMessage(id, target, failure)
            : isStream ? new StreamInvocationMessage(id!, target, arguments, streamIds)
            : new InvocationMessage(id, target, arguments, streamIds);
        return With(headers, message);
    }

    private object?[] ReadArguments(string target, out ExceptionDispatchInfo? failure)
    {
        Next();
        var start = _reader;
        failure = null;
        try
        {
            return Bind(binder.GetParameterTypes(target));
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
        }

        _reader = start;
        _reader.Skip();
        return [];
    }

    private object?[] Bind(IReadOnlyList<Type> types)
    {
        var count = _reader.ReadArrayHead();
        if (count != types.Count)
        {
            throw new InvalidDataException($"Invocation provides {count} argument(s) but target expects {types.Count}.");
        }

        try
        {
            var arguments = count == 0 ? [] : new object?[count];
            for (var i = 0; i < count; i++) { arguments[i] = converters.For(types[i]).ReadObject(ref _reader); }
            return arguments;
        }
        catch (Exception failure)
        {
            throw new InvalidDataException(
                "Error binding arguments. Make sure that the types of the provided values match the types of the hub method being invoked.", failure);
        }
    }

    private HubMessage ReadItem()
    {
        var headers = ReadHeaders();
        var id = ReadId();
        Next();
        var start = _reader;
        try
        {
            return With(headers, new StreamItemMessage(id, converters.For(binder.GetStreamItemType(id)).ReadObject(ref _reader)));
        }
        catch (Exception failure)
        {
            _reader = start;
            _reader.Skip();
            return new StreamBindingFailureMessage(id, ExceptionDispatchInfo.Capture(failure));
        }
    }

    private CompletionMessage ReadCompletion()
    {
        var headers = ReadHeaders();
        var id = ReadId();
        Next();
        var message = (CompletionKind)_reader.ReadInt64() switch
        {
            CompletionKind.Error => CompletionMessage.WithError(id, ReadError()),
            CompletionKind.Void => CompletionMessage.Empty(id),
            CompletionKind.Value => ReadResult(id),
            _ => throw new WireFormatException("a completion of no known kind"),
        };
        return With(headers, message);
    }

    private string ReadError()
    {
        Next();
        return _reader.ReadString();
    }

    private CompletionMessage ReadResult(string id)
    {
        Next();
        var start = _reader;
        var type = TypeOfResult(id);
        if (type is null || type == typeof(RawResult))
        {
            _reader.Skip();
            return CompletionMessage.WithResult(id, type is null ? null : new RawResult(new(_reader.Since(start.Position).ToArray())));
        }

        try
        {
            return CompletionMessage.WithResult(id, converters.For(type).ReadObject(ref _reader));
        }
        catch (Exception failure)
        {
            _reader = start;
            _reader.Skip();
            return CompletionMessage.WithError(id, $"Error trying to deserialize result to {type.Name}. {failure.Message}");
        }
    }

    // The answer to a call that nobody waits for any more has no type.
    private readonly Type? TypeOfResult(string id)
    {
        try
        {
            return binder.GetReturnType(id);
        }
        catch (Exception)
        {
            return null;
        }
    }

    private CancelInvocationMessage ReadCancel()
    {
        var headers = ReadHeaders();
        return With(headers, new CancelInvocationMessage(ReadId()));
    }

    private CloseMessage ReadClose()
    {
        Next();
        var error = _reader.TryReadNil() ? null : _reader.ReadString();
        var allowReconnect = false;
        if (_left > 0)
        {
            Next();
            allowReconnect = _reader.ReadBoolean();
        }

        return error is null && !allowReconnect ? CloseMessage.Empty : new CloseMessage(error, allowReconnect);
    }

    private long ReadSequence()
    {
        Next();
        return _reader.ReadInt64();
    }

    private Dictionary<string, string>? ReadHeaders()
    {
        Next();
        var count = _reader.ReadMapHead();
        if (count == 0) { return null; }
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        for (; count > 0; count--) { headers[_reader.ReadString()] = _reader.ReadString(); }
        return headers;
    }

    private string ReadId() => ReadIdOrNil() ?? throw new WireFormatException("an invocation id is missing");

    // An empty id means, as nil does, that no answer is wanted.
    private string? ReadIdOrNil()
    {
        Next();
        return !_reader.TryReadNil() && _reader.ReadString() is { Length: > 0 } id ? id : null;
    }

    private string[]? ReadStreamIds()
    {
        if (_left == 0) { return null; }
        Next();
        var count = _reader.ReadArrayHead();
        var ids = new List<string>(Math.Min(count, MessagePackLimits.TrustedCount));
        for (; count > 0; count--) { ids.Add(_reader.ReadString()); }
        return ids.Count == 0 ? null : [.. ids];
    }

    private static T With<T>(Dictionary<string, string>? headers, T message)
        where T : HubInvocationMessage
    {
        if (headers is not null) { message.Headers = headers; }
        return message;
    }

    private void Next()
    {
        if (--_left < 0) { throw new WireFormatException("the message has too few parts"); }
    }
}
