using Chat.Api.Models;
using Chat.Api.Start;

return args is [ModelsCommand.Name, .. var rest]
    ? await ModelsCommand.RunAsync(rest, Console.Out, CancellationToken.None)
    : await ChatServer.RunAsync(args);
