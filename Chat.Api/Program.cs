using Chat.Api.Start;

return await ChatServer.RunAsync(args);
