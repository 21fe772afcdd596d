namespace Chat.Api.Operations;

internal static class OpenApiRegistration
{
    extension(IServiceCollection services)
    {
        public void AddChatOpenApi()
        {
            services.ConfigureHttpJsonOptions(json => Chat.Contracts.Wire.ChatJson.Configure(json.SerializerOptions));
            services.AddOpenApi(options =>
            {
                options.AddDocumentTransformer((document, _, _) =>
                {
                    document.Info.Title = "Chat";
                    document.Info.Description = "REST for clients that cannot hold a socket. The same use cases as the hub at /hubs/chat.";
                    document.Servers = [];
                    return Task.CompletedTask;
                });
                options.AddDocumentTransformer<BearerSecurity>();
            });
        }
    }

    extension(WebApplication app)
    {
        public void MapChatOpenApi()
        {
            app.MapOpenApi("/openapi/v1.json");
            app.UseSwaggerUI(swagger =>
            {
                swagger.DocumentTitle = "Chat";
                swagger.RoutePrefix = "swagger";
                swagger.SwaggerEndpoint("/openapi/v1.json", "Chat v1");
            });
        }
    }
}
